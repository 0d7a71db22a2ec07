#include "work/verification_duty_store.h"

#include "norms/rules_store.h"
#include "work/staff_share_store.h"

namespace weige::work {
namespace {

using norms::DutyCounts;
using store::Row;
using store::Transaction;

DutyCounts due_once_a_grid(Transaction& tx, const access::Scope& scope) {
  DutyCounts out;
  tx.each(
      "SELECT g.id FROM area g JOIN post_scope s ON s.post_id = $1 AND s.area_id = g.id WHERE g.kind = "
      "'grid' "
      "AND g.state = 'current' ORDER BY g.id",
      [&](const Row& row) { out[row.int64(0)].due = 1; }, scope);
  return out;
}

}  // namespace

// What is left running is closed by the program when the month is over, and was not carried to its end.
DutyCounts duty_o6(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = due_once_a_grid(tx, scope);
  tx.each(
      "SELECT v.area_id FROM verification v JOIN post_scope s ON s.post_id = $2 AND s.area_id = v.area_id "
      "WHERE v.month = $1 AND v.state = 'closed' AND v.closed_at < $3 ORDER BY v.area_id",
      [&](const Row& row) {
        if (const auto found = out.find(row.int64(0)); found != out.end()) found->second.done = 1;
      },
      month_of(first), scope, TownTime{}.start_of(after));
  return out;
}

// A grid without doors is due once as well: that it has none has to be found, too.
DutyCounts duty_s2(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  auto out = due_once_a_grid(tx, scope);
  const auto set = [&](const Row& row) {
    if (const auto found = out.find(row.int64(0)); found != out.end() && row.int64(1) > 0)
      found->second = {.done = row.int64(2), .due = row.int64(1)};
  };
  tx.each(
      "SELECT t.area_id, count(*), CAST(sum(CASE WHEN t.confirmed_at >= $1 AND t.confirmed_at < $3 AND NOT "
      "EXISTS (SELECT 1 FROM residence r WHERE r.premises_id = t.id AND r.to_day IS NULL AND r.state NOT IN "
      "('cancelled', "
      "'undone') "
      "AND r.confirmed_at < $1) THEN 1 ELSE 0 END) AS BIGINT) FROM premises t JOIN area a ON a.id = "
      "t.area_id "
      "AND a.kind = 'grid' JOIN post_scope s ON s.post_id = $2 AND s.area_id = t.area_id WHERE t.address_key "
      "IS NOT NULL GROUP BY t.area_id ORDER BY t.area_id",
      set, first, scope, after);
  // A closed round keeps what it was. Doors with a reason count; that nobody went there is none.
  tx.each(
      "SELECT v.area_id, v.doors, v.doors - (SELECT count(*) FROM verification_door d WHERE "
      "d.verification_id = v.id AND d.reason = 'not_reached') FROM verification v JOIN post_scope s ON "
      "s.post_id = $2 AND s.area_id = v.area_id WHERE v.month = $1 AND v.state = 'closed' ORDER BY v.area_id",
      set, month_of(first), scope);
  return out;
}

DutyCounts duty_l6(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  const Day last{std::chrono::sys_days{after} - std::chrono::days{1}};
  const double least = norms::rules_on(tx, last).team.grid_staff_share;
  auto out = due_once_a_grid(tx, scope);
  for (const auto& share : staff_shares(tx, scope, {.month = month_of(first)}))
    if (const auto found = out.find(share.area_id); found != out.end())
      found->second = {.done = share.grid_staff.all(), .due = least_of_staff(share.all, least)};
  return out;
}

}  // namespace weige::work
