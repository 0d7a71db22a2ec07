// SQL of daily reports and of the records they are made from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/daily_report.h"

namespace weige::work {

inline constexpr access::SubjectKind kDailyReportSubject{"daily_report"};

// Of the acting post, from visits, findings and tasks.
struct DayOfPost {
  access::PostId post;
  std::int64_t area = 0;  // the post's own
  Day on{};
  Instant begins{}, ends{};
};
DayFigures figures_of_day(store::Transaction& tx, const access::Scope& scope, const DayOfPost& day);
// Doors visited by the post in the week that begins on the day.
std::int64_t doors_of_week(store::Transaction& tx, access::PostId post, Day monday);

// nullopt: the day was handed in already, or it is no longer that version.
std::optional<access::Change> insert_daily_report(store::Transaction& tx, const DailyReport& report);
std::optional<access::Change> update_daily_report(store::Transaction& tx, const DailyReport& report);

struct SeenReport {
  DailyReport report;
  std::string area = {}, post_title = {};
};
// The post's own, whatever it covers.
std::optional<SeenReport> own_report(store::Transaction& tx, access::PostId post, Day on);
std::optional<SeenReport> find_report(store::Transaction& tx, const access::Scope& scope, DailyReportId id);
// Handed in for the day, by area and post.
std::vector<SeenReport> reports_of_day(store::Transaction& tx, const access::Scope& scope, Day on);
// Of one post, of seven days.
std::vector<SeenReport> reports_of_week(store::Transaction& tx, const access::Scope& scope,
                                        access::PostId post, Day monday);

// Before the day; how many.
std::int64_t delete_old_daily_reports(store::Transaction& tx, Day before, int limit);

}  // namespace weige::work
