#include "work/meeting_duty_store.h"

#include <algorithm>
#include <string>

#include "norms/rules_store.h"

namespace weige::work {
namespace {

using norms::DutyCounts;
using store::Row;
using store::Transaction;

struct MonthOfDuty {
  const access::Scope& scope;
  Day first{}, after{};
};

using Weekday = std::chrono::weekday;

// Each current grid in scope, with nothing done of what is due.
DutyCounts duty_grids(Transaction& tx, const access::Scope& scope, std::int64_t due) {
  DutyCounts out;
  tx.each(
      "SELECT g.id FROM area g JOIN post_scope s ON s.post_id = $1 AND s.area_id = g.id WHERE g.kind = 'grid'"
      " AND g.state = 'current'",
      [&](const Row& row) { out[row.int64(0)] = {.done = 0, .due = due}; }, scope);
  return out;
}

void count_done(DutyCounts& out, const Row& row) {
  if (const auto grid = out.find(row.int64(0)); grid != out.end()) grid->second.done += row.int64(1);
}

// Of the month: weekly reviews (周点评会) and monthly summaries (月小结会).
struct MeetingsDue {
  std::int64_t weekly = 0, monthly = 0;
};

MeetingsDue meetings_due(Transaction& tx, const MonthOfDuty& month) {
  const std::chrono::sys_days first{month.first}, after{month.after};
  const auto days = (after - first).count();
  const auto team = norms::rules_on(tx, Day{after - std::chrono::days{1}}).team;
  const auto times = [&](int every) { return every > 0 ? std::max<std::int64_t>(1, days / every) : 0; };
  return {.weekly = times(team.review_every_days), .monthly = times(team.summary_every_days)};
}

// Meetings of a grid and of what it lies in, as far as `condition` holds of meeting t and grid g. One kind
// does not stand for the other, and one that was held too often fills no gap.
DutyCounts meetings_where(Transaction& tx, const MonthOfDuty& month, std::string_view condition) {
  const auto due = meetings_due(tx, month);
  auto out = duty_grids(tx, month.scope, due.weekly + due.monthly);
  const std::string sql =
      "SELECT g.id, t.kind, COUNT(*) FROM area g JOIN post_scope z ON z.post_id = $3 AND z.area_id = g.id "
      "JOIN "
      "area_closure k ON k.descendant_id = g.id JOIN meeting t ON"
      " t.area_id = k.ancestor_id WHERE g.kind = 'grid' AND t.state = 'closed' AND t.on_day >= $1 AND "
      "t.on_day"
      " < $2 AND " +
      std::string(condition) + " GROUP BY g.id, t.kind";
  tx.each(
      sql,
      [&](const Row& row) {
        if (const auto grid = out.find(row.int64(0)); grid != out.end())
          grid->second.done += std::min(row.int64(2), row.text(1) == "monthly" ? due.monthly : due.weekly);
      },
      month.first, month.after, month.scope);
  return out;
}

// A post of the role that covers the grid.
std::string present_and_reported(std::string_view role) {
  return "EXISTS (SELECT 1 FROM meeting_attendance m JOIN post p ON p.id = m.post_id JOIN post_scope s ON"
         " s.post_id = p.id AND s.area_id = g.id JOIN meeting_word w ON w.meeting_id = t.id AND w.post_id ="
         " p.id AND w.kind = 'report' WHERE m.meeting_id = t.id AND m.presence = 'present' AND p.role = '" +
         std::string(role) + "')";
}

std::int64_t days_of_month(const MonthOfDuty& month, auto&& counts) {
  std::int64_t out = 0;
  for (std::chrono::sys_days day{month.first}; day < std::chrono::sys_days{month.after};
       day += std::chrono::days{1})
    if (counts(Weekday{day})) ++out;
  return out;
}

}  // namespace

DutyCounts duty_l9(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return meetings_where(tx, {scope, first, after}, "1 = 1");
}

DutyCounts duty_o9(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return meetings_where(tx, {scope, first, after}, present_and_reported("community_officer"));
}

DutyCounts duty_c9(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return meetings_where(tx, {scope, first, after}, present_and_reported("coordinator"));
}

// Helpers stand in the grid and cover nothing.
DutyCounts duty_n9(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return meetings_where(
      tx, {scope, first, after},
      "(EXISTS (SELECT 1 FROM meeting_attendance m JOIN post p ON p.id = m.post_id WHERE m.meeting_id = t.id"
      " AND m.presence = 'present' AND p.role = 'helper' AND p.area_id = g.id) OR EXISTS (SELECT 1 FROM"
      " meeting_word w JOIN post p ON p.id = w.post_id WHERE w.meeting_id = t.id AND p.role = 'helper' AND"
      " p.area_id = g.id))");
}

DutyCounts duty_s1(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return meetings_where(tx, {scope, first, after},
                        "t.agenda_at IS NOT NULL AND t.minutes <> '' AND EXISTS (SELECT 1 FROM"
                        " meeting_attendance m WHERE m.meeting_id = t.id AND m.presence = 'present')");
}

DutyCounts duty_s5(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = duty_grids(tx, scope, days_of_month({scope, first, after}, [](Weekday day) {
                          return day == std::chrono::Monday;
                        }));
  tx.each(
      "SELECT t.area_id, COUNT(*) FROM shift_plan t JOIN post_scope s ON s.post_id = $3 AND s.area_id = "
      "t.area_id WHERE t.week >= $1 AND t.week < $2 AND EXISTS (SELECT 1"
      " FROM shift_slot l WHERE l.plan_id = t.id) GROUP BY t.area_id",
      [&](const Row& row) { count_done(out, row); }, first, after, scope);
  return out;
}

DutyCounts duty_c2(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = duty_grids(tx, scope, days_of_month({scope, first, after}, [](Weekday day) {
                          return day != std::chrono::Saturday && day != std::chrono::Sunday;
                        }));
  tx.each(
      "SELECT t.area_id, COUNT(DISTINCT t.on_day) FROM daily_report t JOIN post_scope s ON s.post_id = $3 "
      "AND s.area_id = t.area_id WHERE t.on_day >= $1 AND t.on_day < $2"
      " GROUP BY t.area_id",
      [&](const Row& row) { count_done(out, row); }, first, after, scope);
  return out;
}

}  // namespace weige::work
