// Which premises are key premises (K2), and what ships.
#include "norms/rules.h"

#include <gtest/gtest.h>

namespace weige::norms {
namespace rules_test {

using Labels = std::vector<std::string>;

TEST(Rules, AKindWithLabelsAndPeopleNeedsBoth) {
  const KeyPremisesKind both{.labels = {"let", "dormitory"}, .least_people = 6};
  EXPECT_TRUE(is_of_kind(both, Labels{"shop", "let"}, 6));
  EXPECT_FALSE(is_of_kind(both, Labels{"let"}, 5));
  EXPECT_FALSE(is_of_kind(both, Labels{"shop"}, 9));
}

TEST(Rules, AKindWithOneConditionAsksForThatAlone) {
  EXPECT_TRUE(is_of_kind({.labels = {"let"}}, Labels{"let"}, 0));
  EXPECT_TRUE(is_of_kind({.least_people = 8}, Labels{}, 8));
  EXPECT_FALSE(is_of_kind({}, Labels{"let"}, 99)) << "a kind without a condition is none";
}

TEST(Rules, NormsHaveCodes) {
  for (const auto norm : all_norms()) EXPECT_EQ(norm_of(code(norm)), norm);
  EXPECT_FALSE(norm_of("k7"));
}

TEST(Rules, KindsThatShipHaveDifferentCodesAndAreVisited) {
  const auto shipped = shipped_rules();
  ASSERT_GE(shipped.key_premises.kinds.size(), 4u);
  for (const auto& kind : shipped.key_premises.kinds) {
    EXPECT_FALSE(kind.zh.empty());
    EXPECT_TRUE(is_of_kind(kind, kind.labels, kind.least_people)) << kind.code;
  }
}

}  // namespace rules_test
}  // namespace weige::norms
