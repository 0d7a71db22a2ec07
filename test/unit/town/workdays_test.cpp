// Workdays: weekends, holidays and days worked in their place; counting against the slow way.
#include "town/workdays.h"

#include <gtest/gtest.h>

namespace weige::town {
namespace workdays_test {

Day day(std::string_view text) {
  return parse_iso_day(text).value();
}

// National Day of 2026: 1 to 7 October off, 20 September and 10 October worked.
const auto kAutumn = Workdays::parse("2026-10-01..2026-10-07", "2026-09-20, 2026-10-10").value();

TEST(Workdays, AreMondayToFridayUnlessSaidOtherwise) {
  const Workdays plain;
  EXPECT_TRUE(plain.is_workday(day("2026-11-23")));   // Monday
  EXPECT_TRUE(plain.is_workday(day("2026-11-27")));   // Friday
  EXPECT_FALSE(plain.is_workday(day("2026-11-28")));  // Saturday
  EXPECT_FALSE(plain.is_workday(day("2026-11-29")));
  EXPECT_FALSE(kAutumn.is_workday(day("2026-10-01")));  // Thursday
  EXPECT_FALSE(kAutumn.is_workday(day("2026-10-07")));
  EXPECT_TRUE(kAutumn.is_workday(day("2026-10-08")));
  EXPECT_TRUE(kAutumn.is_workday(day("2026-09-20")));  // Sunday
  EXPECT_TRUE(kAutumn.is_workday(day("2026-10-10")));  // Saturday
  EXPECT_FALSE(kAutumn.is_workday(day("2026-10-11")));
}

TEST(Workdays, AreCountedFromTheDayAfter) {
  const Workdays plain;
  EXPECT_EQ(plain.after(day("2026-11-23"), 1), day("2026-11-24"));
  EXPECT_EQ(plain.after(day("2026-11-27"), 1), day("2026-11-30"));
  EXPECT_EQ(plain.after(day("2026-11-28"), 1), day("2026-11-30"));
  EXPECT_EQ(plain.after(day("2026-11-23"), 15), day("2026-12-14"));
  EXPECT_EQ(kAutumn.after(day("2026-09-30"), 1), day("2026-10-08"));
  EXPECT_EQ(kAutumn.after(day("2026-09-30"), 3), day("2026-10-10"));
}

TEST(Workdays, CountLikeTheSlowWay) {
  for (int count = 1; count < 40; ++count)
    for (int start = 0; start < 30; ++start) {
      const Day from{std::chrono::sys_days{day("2026-09-15")} + std::chrono::days{start}};
      const auto end = kAutumn.after(from, count);
      int between = 0;
      for (auto at = std::chrono::sys_days{from} + std::chrono::days{1}; at <= std::chrono::sys_days{end};
           at += std::chrono::days{1})
        between += kAutumn.is_workday(Day{at}) ? 1 : 0;
      EXPECT_EQ(between, count);
      EXPECT_TRUE(kAutumn.is_workday(end));
    }
}

TEST(Workdays, RefuseWhatIsNoListOfDays) {
  for (const auto* good : {"", "  ", "2026-10-01", "2026-10-01..2026-10-01", "2026-10-01, 2027-01-01"})
    EXPECT_TRUE(Workdays::parse(good, "").has_value()) << good;
  for (const auto* bad : {"2026-10-32", "2026-10-07..2026-10-01", "2026-10-01;2026-10-02", ",", "2026-10-01,",
                          "2026-10-01..", "..2026-10-01", "2020-01-01..2026-01-01", "x"})
    EXPECT_FALSE(Workdays::parse(bad, "").has_value()) << bad;
  EXPECT_FALSE(Workdays::parse("2026-10-01..2026-10-07", "2026-10-03").has_value()) << "both";
}

}  // namespace workdays_test
}  // namespace weige::town
