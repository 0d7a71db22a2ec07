#include "standards/division_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace weige::standards {
namespace division_code_test {

DivisionCode code(std::string_view text) {
  return DivisionCode::parse(text).value();
}

TEST(DivisionCode, KnowsLevelsAndParents) {
  const auto village = code("310118106202");
  EXPECT_EQ(village.level(), DivisionLevel::village);
  EXPECT_EQ(village.kind(), DivisionKind::village_committee);
  EXPECT_EQ(village.parent(), code("310118106"));
  EXPECT_EQ(village.ancestor(DivisionLevel::county).text(), "310118");
  EXPECT_EQ(code("310118106").kind(), DivisionKind::town);
  EXPECT_EQ(code("310101002").kind(), DivisionKind::street_office);
  EXPECT_EQ(code("310118106001").kind(), DivisionKind::residents_committee);
  EXPECT_EQ(code("31").parent(), std::nullopt);
}

TEST(DivisionCode, TrailingZerosDoNotMatter) {
  EXPECT_EQ(code("310118106000"), code("310118106"));
  EXPECT_EQ(code("310000"), code("31"));
  EXPECT_EQ(code("31").text12(), "310000000000");
  EXPECT_EQ(code("３１０１"), code("3101"));
}

TEST(DivisionCode, RefusesOtherLengthsAndSigns) {
  for (const auto* text :
       {"", "3", "310", "31011", "3101181", "31011810620", "3101181062021", "31011X", "00", "010000", "上海"})
    EXPECT_FALSE(DivisionCode::parse(text)) << text;
}

// Towns right below a city (441900003: Dongguan has no counties) have a hole in their code.
TEST(DivisionCode, SkipsMissingLevels) {
  EXPECT_EQ(code("441900003").parent(), code("4419"));
}

RC_GTEST_PROP(DivisionCode, ContainsExactlyWhatItIsAnAncestorOf, ()) {
  const auto a =
      DivisionCode::from_number(*rc::gen::inRange<std::uint64_t>(100'000'000'000, 1'000'000'000'000));
  const auto level = static_cast<DivisionLevel>(*rc::gen::inRange(0, 5));
  RC_PRE(level <= a->level());
  RC_ASSERT(a->ancestor(level).contains(*a));
  const auto next = DivisionCode::from_number(a->end_number());
  RC_ASSERT(!next || !a->contains(*next));
  RC_ASSERT(code(a->text()) == *a);
}

}  // namespace division_code_test
}  // namespace weige::standards
