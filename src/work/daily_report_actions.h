// Use cases of daily reports (C2). Rights: report_day for the coordinator's own; read_tasks for those who
// cover the area, coordinators excepted, who see their own. Lists say who handed in, figures are read one
// post at a time.
#pragma once

#include <string>
#include <vector>

#include "work/daily_report_store.h"
#include "work/meeting_context.h"

namespace weige::work {

struct ReportView {
  SeenReport of;
  std::string text;  // to be copied into a message group
  // C1, as agreed numbers: doors a week, and those visited since Monday.
  std::int64_t agreed_doors_a_week = 0, doors_this_week = 0;
};
// As it stands, or as it would be handed in now. Problems: forbidden, bad_date.
Result<ReportView> read_own_report(const MeetingContext& context, Day on);
// Handed in, or its note mended. Figures stay as they were when it was handed in. Problems: forbidden,
// bad_date, version_conflict (somebody handed in or mended it meanwhile), those of check_impersonal
// ("note").
struct ReportNote {
  Day on{};
  std::int64_t version = 0;  // 0: not handed in yet
  std::string note;
};
Result<ReportView> hand_in_report(const MeetingContext& context, const ReportNote& note);

// Without figures. Problem: forbidden.
Result<std::vector<SeenReport>> list_reports(const MeetingContext& context, Day on);
Result<ReportView> read_report(const MeetingContext& context, DailyReportId id);

// Seven days of one post; 0: the acting one. Problems: forbidden, bad_date (not a Monday).
struct WeekAsked {
  std::int64_t post = 0;
  Day monday{};
};
struct ReportWeek {
  std::vector<SeenReport> reports;
  std::int64_t agreed_doors_a_week = 0, doors_this_week = 0;
};
Result<ReportWeek> read_report_week(const MeetingContext& context, const WeekAsked& asked);

}  // namespace weige::work
