#include "access/text_check.h"

#include <gtest/gtest.h>

namespace weige::access {
namespace text_check_test {

ProblemCode refused(const Done& checked) {
  return checked ? ProblemCode::internal : checked.problem().code;
}

TEST(TextCheck, IsPresentShortAndWhole) {
  EXPECT_TRUE(check_text("核实了12户", 100, "note"));
  EXPECT_EQ(refused(check_text(" ", 100, "note")), ProblemCode::missing_field);
  EXPECT_EQ(refused(check_text("一二三四", 3, "note")), ProblemCode::too_long);
  EXPECT_EQ(refused(check_text("一\n二", 100, "note")), ProblemCode::bad_characters);
}

// One refusal for every text of the work: instructions, meetings, places, teams' streams.
TEST(TextCheck, RefusesNumbersOfPeople) {
  EXPECT_TRUE(check_impersonal("2026-11-30 前报送 130 个网格的数", 100, "note"));
  for (const auto* text : {"请联系 13800138000", "电话138 0013 8000", "证件 310118199001011234 一人"})
    EXPECT_EQ(refused(check_impersonal(text, 100, "note")), ProblemCode::names_a_number) << text;
  EXPECT_EQ(check_impersonal("13800138000", 100, "note").problem().place, "note");
  EXPECT_EQ(refused(check_impersonal("", 100, "note")), ProblemCode::missing_field);
}

TEST(TextCheck, LetsWhatMayBeLeftOutBeLeftOut) {
  EXPECT_TRUE(check_impersonal_if_any("", 100, "note"));
  EXPECT_TRUE(check_impersonal_if_any("  ", 100, "note"));
  EXPECT_EQ(refused(check_impersonal_if_any("一二三四", 3, "note")), ProblemCode::too_long);
  EXPECT_EQ(refused(check_impersonal_if_any("13800138000", 100, "note")), ProblemCode::names_a_number);
}

}  // namespace text_check_test
}  // namespace weige::access
