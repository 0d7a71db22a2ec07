#include "work/premises_duty_store.h"

#include <algorithm>

#include "norms/rules_store.h"
#include "work/key_premises.h"

namespace weige::work {
namespace {

using norms::DutyCounts;
using store::Row;
using store::Transaction;

struct DutyMonth {
  const access::Scope& scope;
  Day first{}, after{};
  std::int64_t days() const { return (std::chrono::sys_days{after} - std::chrono::sys_days{first}).count(); }
  // How often something is due that is due every so many days.
  std::int64_t times(int every) const { return every > 0 ? std::max<std::int64_t>(1, days() / every) : 1; }
};

DutyCounts place_duty_grids(Transaction& tx, const access::Scope& scope, std::int64_t due) {
  DutyCounts out;
  tx.each(
      "SELECT g.id FROM area g JOIN post_scope s ON s.post_id = $1 AND s.area_id = g.id WHERE g.kind = "
      "'grid' "
      "AND g.state = 'current'",
      [&](const Row& row) { out[row.int64(0)] = {.done = 0, .due = due}; }, scope);
  return out;
}

// Columns: grid, how many were done, and how many of them were due besides.
enum class Adds { done, done_and_due };
template <class... Args>
void add_rows(Transaction& tx, DutyCounts& out, Adds adds, std::string_view sql, const Args&... args) {
  tx.each(
      sql,
      [&](const Row& row) {
        const auto grid = out.find(row.int64(0));
        if (grid == out.end()) return;
        grid->second.done += row.int64(1);
        if (adds == Adds::done_and_due) grid->second.due += row.int64(2);
      },
      args...);
}

// What is about an area is about each grid in it.
DutyCounts inspected_by(Transaction& tx, const DutyMonth& month, std::string_view role) {
  auto out = place_duty_grids(tx, month.scope,
                              month.times(norms::rules_on(tx, month.first).inspection.inspect_every_days));
  add_rows(tx, out, Adds::done,
           "SELECT c.descendant_id, count(*) FROM inspection i JOIN area_closure c ON c.ancestor_id = "
           "i.area_id JOIN "
           "post q ON q.id = i.by_post JOIN post_scope s ON s.post_id = $4 AND s.area_id = c.descendant_id "
           "WHERE i.on_day >= $1 AND i.on_day < $2 AND q.role = $3 GROUP BY "
           "c.descendant_id",
           month.first, month.after, role, month.scope);
  add_rows(tx, out, Adds::done,
           "SELECT u.area_id, count(*) FROM urging u JOIN post q ON q.id = u.by_post JOIN post_scope s ON "
           "s.post_id = $4 AND s.area_id = u.area_id WHERE u.sent_on >= $1 AND "
           "u.sent_on < $2 AND q.role = $3 GROUP BY u.area_id",
           month.first, month.after, role, month.scope);
  return out;
}

// Whose visits count. Who visited last does not matter to when the next one is due.
void add_key_visits(Transaction& tx, DutyCounts& out, const DutyMonth& month, std::string_view role) {
  const auto rules = norms::rules_on(tx, month.first).key_premises;
  tx.each(
      "SELECT p.area_id, k.kind, k.since, (SELECT max(v.on_day) FROM visit v WHERE v.premises_id = "
      "k.premises_id "
      "AND v.outcome IN ('spoke_with', 'moved', 'could_not_be_registered') AND v.on_day < $1), (SELECT "
      "count(*) "
      "FROM visit v JOIN post q ON q.id = v.post_id WHERE v.premises_id = k.premises_id AND v.outcome IN "
      "('spoke_with', 'moved', 'could_not_be_registered') AND v.on_day >= $1 AND v.on_day < $2 AND (CAST($3 "
      "AS "
      "TEXT) = '' OR q.role = CAST($3 AS TEXT) OR (CAST($3 AS TEXT) = 'community_officer' AND "
      "v.led_by_officer = "
      "1))) FROM key_premises k JOIN premises p ON p.id = k.premises_id JOIN post_scope s ON s.post_id = $4 "
      "AND s.area_id = p.area_id WHERE k.state <> 'exempt' AND "
      "k.since < $2 "
      "AND (k.until IS NULL OR k.until >= $1)",
      [&](const Row& row) {
        const auto grid = out.find(row.int64(0));
        if (grid == out.end()) return;
        const int every = visit_days_of(rules, row.text(1));
        const auto due =
            visit_due({.since = row.get<Day>(2), .last_visit = row.get<std::optional<Day>>(3)}, every);
        if (std::chrono::sys_days{due} >= std::chrono::sys_days{month.after}) return;
        const auto times = month.times(every);
        grid->second.due += times;
        grid->second.done += std::min(times, row.int64(4));
      },
      month.first, month.after, role, month.scope);
}

// Steps that were to be done by then and were not before.
void add_steps(Transaction& tx, DutyCounts& out, const DutyMonth& month, std::string_view role) {
  add_rows(
      tx, out, Adds::done_and_due,
      "SELECT f.area_id, sum(CASE WHEN t.done_on < $2 THEN 1 ELSE 0 END), count(*) FROM site_step t JOIN "
      "flagged_site f ON f.id = t.site_id JOIN post q ON q.id = t.owner_post JOIN post_scope s ON s.post_id "
      "= $4 AND s.area_id = f.area_id WHERE t.due < $2 AND (t.done_on "
      "IS "
      "NULL OR t.done_on >= $1) AND (CAST($3 AS TEXT) = '' OR q.role = CAST($3 AS TEXT)) GROUP BY f.area_id",
      month.first, month.after, role, month.scope);
}

// One look a month at each site that was open in it.
void add_site_checks(Transaction& tx, DutyCounts& out, const DutyMonth& month) {
  add_rows(
      tx, out, Adds::done_and_due,
      "SELECT f.area_id, sum(CASE WHEN EXISTS (SELECT 1 FROM site_check c JOIN post q ON q.id = c.post_id "
      "WHERE "
      "c.site_id = f.id AND c.on_day >= $1 AND c.on_day < $2 AND q.role = 'community_officer') THEN 1 ELSE 0 "
      "END), count(*) FROM flagged_site f JOIN post_scope s ON s.post_id = $3 AND s.area_id = f.area_id "
      "WHERE f.flagged_on < $2 AND (f.closed_on IS NULL OR f.closed_on >= "
      "$1) "
      "GROUP BY f.area_id",
      month.first, month.after, month.scope);
}

DutyCounts made_known_by(Transaction& tx, const DutyMonth& month, std::string_view role) {
  auto out = place_duty_grids(tx, month.scope, 1);
  add_rows(tx, out, Adds::done,
           "SELECT c.descendant_id, count(*) FROM publicity_action u JOIN area_closure c ON c.ancestor_id = "
           "u.area_id "
           "JOIN post q ON q.id = u.post_id JOIN post_scope s ON s.post_id = $4 AND s.area_id = "
           "c.descendant_id WHERE u.on_day >= $1 AND u.on_day < $2 AND q.role = $3 GROUP BY "
           "c.descendant_id",
           month.first, month.after, role, month.scope);
  add_rows(
      tx, out, Adds::done,
      "SELECT COALESCE(p.area_id, o.area_id), count(*) FROM obligation_entry e JOIN obligation b ON b.id = "
      "e.obligation_id JOIN post q ON q.id = e.post_id LEFT JOIN premises p ON p.id = b.premises_id LEFT "
      "JOIN "
      "organisation o ON o.id = b.organisation_id JOIN post_scope s ON s.post_id = $4 AND s.area_id = "
      "COALESCE(p.area_id, o.area_id) WHERE e.on_day >= $1 AND e.on_day < $2 AND q.role = $3 "
      "GROUP "
      "BY COALESCE(p.area_id, o.area_id)",
      month.first, month.after, role, month.scope);
  return out;
}

}  // namespace

DutyCounts duty_l2(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return inspected_by(tx, {scope, first, after}, "grid_leader");
}

DutyCounts duty_o2(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return inspected_by(tx, {scope, first, after}, "community_officer");
}

DutyCounts duty_l3(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = place_duty_grids(tx, scope, norms::rules_on(tx, first).team.patrols_a_month);
  add_rows(tx, out, Adds::done,
           "SELECT r.area_id, count(*) FROM patrol r JOIN post_scope s ON s.post_id = $3 AND s.area_id = "
           "r.area_id WHERE r.state = 'done' AND r.done_on >= $1 AND "
           "r.done_on < $2 "
           "GROUP BY r.area_id",
           first, after, scope);
  return out;
}

DutyCounts duty_l4(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = place_duty_grids(tx, scope, 0);
  add_key_visits(tx, out, {scope, first, after}, "");
  add_steps(tx, out, {scope, first, after}, "");
  return out;
}

DutyCounts duty_o4(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = place_duty_grids(tx, scope, 0);
  add_key_visits(tx, out, {scope, first, after}, "community_officer");
  add_site_checks(tx, out, {scope, first, after});
  return out;
}

DutyCounts duty_c4(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = place_duty_grids(tx, scope, 0);
  add_key_visits(tx, out, {scope, first, after}, "coordinator");
  add_steps(tx, out, {scope, first, after}, "coordinator");
  return out;
}

DutyCounts duty_l5(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = place_duty_grids(tx, scope, 0);
  add_rows(tx, out, Adds::done_and_due,
           "SELECT r.area_id, sum(CASE WHEN r.decided_on IS NULL THEN 0 ELSE 1 END), count(*) FROM "
           "key_premises_report r JOIN post_scope s ON s.post_id = $3 AND s.area_id = r.area_id WHERE "
           "r.reported_on >= $1 AND r.reported_on < $2 GROUP BY r.area_id",
           first, after, scope);
  return out;
}

DutyCounts duty_n5(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = place_duty_grids(tx, scope, 0);
  add_rows(tx, out, Adds::done_and_due,
           "SELECT r.area_id, count(*), count(*) FROM key_premises_report r JOIN post q ON q.id = r.post_id "
           "JOIN post_scope s ON s.post_id = $3 AND s.area_id = r.area_id WHERE r.reported_on >= $1 AND "
           "r.reported_on < $2 AND q.role = 'helper' GROUP BY r.area_id",
           first, after, scope);
  return out;
}

DutyCounts duty_l8(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return made_known_by(tx, {scope, first, after}, "grid_leader");
}

DutyCounts duty_o8(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return made_known_by(tx, {scope, first, after}, "community_officer");
}

DutyCounts duty_c8(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return made_known_by(tx, {scope, first, after}, "coordinator");
}

DutyCounts duty_n8(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = place_duty_grids(tx, scope, 1);
  add_rows(tx, out, Adds::done,
           "SELECT c.descendant_id, count(*) FROM publicity_action u JOIN area_closure c ON c.ancestor_id = "
           "u.area_id "
           "JOIN post_scope s ON s.post_id = $3 AND s.area_id = c.descendant_id WHERE u.on_day >= $1 AND "
           "u.on_day < $2 AND u.helper_kind IS NOT NULL GROUP BY c.descendant_id",
           first, after, scope);
  return out;
}

}  // namespace weige::work
