#include "work/task_duty_store.h"

#include <algorithm>
#include <array>
#include <string>

#include "norms/rules_store.h"

namespace weige::work {
namespace {

using norms::DutyCounts;
using store::Row;
using store::Transaction;

struct DutyMonth {
  const access::Scope& scope;
  Day first{}, after{};
  std::int64_t days() const { return (std::chrono::sys_days{after} - std::chrono::sys_days{first}).count(); }
  // So many a week, over its days.
  std::int64_t by_week(int times) const { return times * days() / 7; }
};

norms::TeamRules team_rules(Transaction& tx, const DutyMonth& month) {
  return norms::rules_on(tx, Day{std::chrono::sys_days{month.after} - std::chrono::days{1}}).team;
}

// Each current grid in scope, with nothing done of what is due.
DutyCounts grids_due(Transaction& tx, const DutyMonth& month, std::int64_t due) {
  DutyCounts out;
  tx.each(
      "SELECT g.id FROM area g JOIN post_scope s ON s.post_id = $1 AND s.area_id = g.id WHERE g.kind = "
      "'grid' "
      "AND g.state = 'current'",
      [&](const Row& row) { out[row.int64(0)] = {.done = 0, .due = due}; }, month.scope);
  return out;
}

// Visits of the month by grid, as far as the condition holds of visit t and its post p.
void count_visits(Transaction& tx, const DutyMonth& month, std::string_view condition, DutyCounts& out) {
  const std::string sql =
      "SELECT t.area_id, count(*) FROM visit t JOIN post_scope s ON s.post_id = $3 AND s.area_id = t.area_id "
      "JOIN post p ON p.id = t.post_id WHERE t.on_day >= $1 AND "
      "t.on_day < $2 AND " +
      std::string(condition) + " GROUP BY t.area_id";
  tx.each(
      sql,
      [&](const Row& row) {
        if (const auto grid = out.find(row.int64(0)); grid != out.end()) grid->second.done += row.int64(1);
      },
      month.first, month.after, month.scope);
}

// Tasks that were due in the month, and those of them that are done.
DutyCounts tasks_due(Transaction& tx, const DutyMonth& month, std::string_view source) {
  auto out = grids_due(tx, month, 0);
  tx.each(
      "SELECT t.area_id, count(*), sum(CASE WHEN t.state = 'done' THEN 1 ELSE 0 END) FROM task t JOIN "
      "post_scope s ON s.post_id = $4 AND s.area_id = t.area_id WHERE t.source = $1 AND t.due >= $2 AND "
      "t.due "
      "< $3 GROUP BY t.area_id",
      [&](const Row& row) {
        const auto grid = out.find(row.int64(0));
        if (grid == out.end()) return;
        grid->second.due += row.int64(1);
        grid->second.done += row.int64(2);
      },
      source, month.first, month.after, month.scope);
  return out;
}

// Doors with the officer, which were handed over before the month was out.
DutyCounts doors_with_officer(Transaction& tx, const DutyMonth& month) {
  auto out = grids_due(tx, month, 0);
  tx.each(
      "SELECT t.area_id, count(DISTINCT COALESCE(t.premises_id, -t.organisation_id)) FROM task t JOIN "
      "post_scope s ON s.post_id = $2 AND s.area_id = t.area_id WHERE "
      "t.state "
      "= 'with_officer' AND t.opened_at < $1 GROUP BY t.area_id",
      [&](const Row& row) {
        if (const auto grid = out.find(row.int64(0)); grid != out.end()) grid->second.done += row.int64(1);
      },
      TownTime{}.start_of(month.after), month.scope);
  return out;
}

constexpr std::string_view kLedVisit = "t.led_by_officer = 1";
// A refusal is an attempt once its state has ended, and nobody enters an attempt.
constexpr std::string_view kHandedOver =
    "t.outcome IN ('could_not_be_registered', 'attempted') AND t.led_by_officer = 0 AND p.role <> "
    "'community_officer'";

}  // namespace

DutyCounts duty_c1(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  const DutyMonth month{scope, first, after};
  auto out = grids_due(tx, month, month.by_week(team_rules(tx, month).doors_a_week));
  count_visits(tx, month, "p.role = 'coordinator'", out);
  return out;
}

DutyCounts duty_c3(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  const DutyMonth month{scope, first, after};
  auto out = grids_due(tx, month, month.by_week(team_rules(tx, month).visits_a_week_residents));
  count_visits(tx, month, "p.role = 'coordinator' AND t.residents > 0", out);
  return out;
}

DutyCounts duty_o3(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  const DutyMonth month{scope, first, after};
  auto out = grids_due(tx, month, month.by_week(1));
  count_visits(tx, month, "(p.role = 'community_officer' OR t.led_by_officer = 1)", out);
  return out;
}

DutyCounts duty_c5(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  const DutyMonth month{scope, first, after};
  auto out = grids_due(tx, month, 0);
  count_visits(tx, month, kHandedOver, out);
  for (auto& [grid, count] : out) count.due = count.done;
  return out;
}

DutyCounts duty_o5(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  const DutyMonth month{scope, first, after};
  const auto waiting = doors_with_officer(tx, month);
  auto out = grids_due(tx, month, 0);
  count_visits(tx, month, kLedVisit, out);
  for (auto& [grid, count] : out) count.due = count.done + waiting.at(grid).done;
  return out;
}

DutyCounts duty_c10(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return tasks_due(tx, {scope, first, after}, "handed_down");
}

DutyCounts duty_l7(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  const DutyMonth month{scope, first, after};
  auto out = grids_due(tx, month, 0);
  tx.each(
      "SELECT f.area_id, sum(CASE WHEN f.decided_at >= $1 AND f.decided_at < $2 THEN 1 ELSE 0 END), count(*) "
      "FROM finding f JOIN post_scope s ON s.post_id = $3 AND s.area_id = f.area_id WHERE f.opened_at < $2 "
      "AND (f.decided_at IS NULL OR f.decided_at >= $1) AND NOT EXISTS (SELECT 1 FROM task t WHERE t.source "
      "= "
      "'handed_down' AND t.source_id = f.id) GROUP BY f.area_id",
      [&](const Row& row) {
        if (const auto grid = out.find(row.int64(0)); grid != out.end())
          grid->second = {.done = row.int64(1), .due = row.int64(2)};
      },
      TownTime{}.start_of(first), TownTime{}.start_of(after), scope);
  for (auto& [grid, count] : out) count.due = std::max<std::int64_t>(1, count.due);
  return out;
}

DutyCounts duty_s4_visits(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  const DutyMonth month{scope, first, after};
  const auto team = team_rules(tx, month);
  const std::array kinds{
      std::pair{std::string_view("t.residents > 0"), team.visits_a_week_residents},
      std::pair{std::string_view("t.premises > 0"), team.visits_a_week_premises},
      std::pair{std::string_view("t.organisations > 0"), team.visits_a_week_organisations}};
  auto out = grids_due(tx, month, 0);
  for (const auto& [condition, times] : kinds) {
    auto of_kind = grids_due(tx, month, month.by_week(times));
    count_visits(tx, month, condition, of_kind);
    for (const auto& [grid, count] : of_kind) {
      out[grid].due += count.due;
      out[grid].done += std::min(count.done, count.due);
    }
  }
  return out;
}

}  // namespace weige::work
