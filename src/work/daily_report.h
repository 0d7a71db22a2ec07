// Daily report (C2): what a coordinator's post did on a day, made from the records, amended by a note and
// handed in. One post and day at a time: nothing sets coordinators side by side. Values and rules, pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"

namespace weige::work {

using DailyReportId = Id<struct DailyReportTag>;

// visits: by the code of their outcome. What could not be registered counts as attempted, since it is kept of
// the task alone (boundaries.md 8).
struct DayFigures {
  std::map<std::string, std::int64_t> visits = {};
  std::int64_t confirmed = 0, changes = 0, findings_settled = 0;
  std::int64_t doors_left = 0;  // with a task that is due and open
  std::int64_t doors_visited() const;
  bool operator==(const DayFigures&) const = default;
};

struct DailyReport {
  DailyReportId id{};  // 0: not handed in, as it would be now
  std::int64_t version = 0;
  std::int64_t area_id = 0;
  access::PostId post;
  Day on{};
  DayFigures figures = {};
  std::string note = {};
  std::optional<Instant> handed_in_at = {};
};

inline constexpr std::size_t kLongestDailyNote = 500;
// A day is handed in by the end of the sixth day after it; its note can be mended as long.
inline constexpr std::chrono::days kDailyReportOpen{6};

// Problem: bad_date ("on"): a day to come, or too long ago.
Done check_report_day(Day on, Day today);
Day monday_of(Day day);

// What an ordinary message group is told: figures alone, in the words of the work.
std::string report_text(const DailyReport& report, const std::string& area);

}  // namespace weige::work
