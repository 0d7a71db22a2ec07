// Residents' codes: what they are made of, how long they live, and in which form they are compared.
#include "access/resident_code.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace weige::access {
namespace resident_code_test {

using namespace std::chrono_literals;
using enum ResidentCodeKind;

TEST(ResidentCode, OnPaperHasTwelveSignsWithoutLookAlikes) {
  const auto random = seeded_random(1);
  std::map<char, int> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto code = new_resident_code(paper, random);
    ASSERT_EQ(code.size(), 12u);
    for (const char sign : code) ++seen[sign];
  }
  EXPECT_EQ(seen.size(), 31u);
  for (const char alike : {'0', 'O', '1', 'I', 'L'}) EXPECT_FALSE(seen.contains(alike)) << alike;
  for (const auto& [sign, times] : seen) EXPECT_NEAR(times, 12'000 / 31, 100) << sign;
}

TEST(ResidentCode, ToThePhoneHasEightDigits) {
  const auto random = seeded_random(2);
  std::map<char, int> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto code = new_resident_code(phone, random);
    ASSERT_EQ(code.size(), 8u);
    for (const char sign : code) ++seen[sign];
  }
  EXPECT_EQ(seen.size(), 10u);
  for (const auto& [sign, times] : seen) EXPECT_NEAR(times, 800, 150) << sign;
}

TEST(ResidentCode, LivesShortWhereItIsShort) {
  EXPECT_EQ(life_of(paper), std::chrono::days{14});
  EXPECT_EQ(life_of(phone), 10min);
  EXPECT_EQ(tries_of(paper), std::nullopt);
  EXPECT_EQ(tries_of(phone), 5);
}

TEST(ResidentCode, IsShownInGroupsAndReadHoweverItIsTyped) {
  EXPECT_EQ(shown_code("7KQM2XHWRT4P"), "7KQM-2XHW-RT4P");
  EXPECT_EQ(shown_code("03918264"), "0391-8264");
  for (const auto* typed :
       {"7KQM-2XHW-RT4P", "7kqm 2xhw rt4p", "７ＫＱＭ－２ＸＨＷ－ＲＴ４Ｐ", "7KQM2XHWRT4P "})
    EXPECT_EQ(plain_resident_code(typed), "7KQM2XHWRT4P") << typed;
}

TEST(ResidentCode, GoesWithADocumentNumberHoweverThatIsTyped) {
  EXPECT_EQ(plain_document_number("99900019900101123 7"), plain_document_number("999000199001011237"));
  EXPECT_EQ(plain_document_number("ea-1234567"), plain_document_number("EA1234567"));
  EXPECT_NE(plain_document_number("EA1234567"), plain_document_number("EA1234568"));
  for (const auto* none : {"", "-", "\xff", "孙悟空"}) (void)plain_document_number(none);
}

}  // namespace resident_code_test
}  // namespace weige::access
