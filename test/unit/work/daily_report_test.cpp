// C2: which days can be reported, and what a message group is told.
#include "work/daily_report.h"

#include <gtest/gtest.h>

#include "standards/personal_text.h"

namespace weige::work {
namespace daily_report_test {

const Day kToday = *parse_iso_day("2026-11-25");

Day days_ago(int days) {
  return Day{std::chrono::sys_days{kToday} - std::chrono::days{days}};
}

TEST(DailyReport, IsOfTodayOrAFewDaysAgo) {
  EXPECT_TRUE(check_report_day(kToday, kToday));
  EXPECT_TRUE(check_report_day(days_ago(6), kToday));
  EXPECT_FALSE(check_report_day(days_ago(7), kToday));
  EXPECT_FALSE(check_report_day(days_ago(-1), kToday));
}

TEST(DailyReport, WeeksBeginOnMonday) {
  EXPECT_EQ(to_iso(monday_of(kToday)), "2026-11-23");
  EXPECT_EQ(to_iso(monday_of(days_ago(2))), "2026-11-23");
  EXPECT_EQ(to_iso(monday_of(days_ago(3))), "2026-11-16");
}

TEST(DailyReport, TellsFiguresAlone) {
  const DailyReport report{.on = kToday,
                           .figures = {.visits = {{"spoke_with", 9}, {"not_at_home", 3}},
                                       .confirmed = 21,
                                       .changes = 2,
                                       .findings_settled = 1,
                                       .doors_left = 4},
                           .note = "下午在三村"};
  EXPECT_EQ(
      report_text(report, "三村第二微网格"),
      "【日报】三村第二微网格 11月25日\n上门 12 户：见到人 9，无人在家 3\n核实 21 条，变更 2 条，处理差异 1 条\n"
      "待上门 4 户\n说明：下午在三村");
  EXPECT_FALSE(standards::names_a_number(report_text(report, "三村第二微网格")));
}

TEST(DailyReport, OfADayWithoutVisitsSaysSo) {
  EXPECT_EQ(report_text({.on = kToday}, "一格"),
            "【日报】一格 11月25日\n上门 0 户\n核实 0 条，变更 0 条，处理差异 0 条\n待上门 0 户");
}

}  // namespace daily_report_test
}  // namespace weige::work
