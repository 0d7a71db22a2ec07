#include "teams/team_duty_store.h"

#include <algorithm>

#include "norms/rules_store.h"
#include "teams/helper.h"

namespace weige::teams {
namespace {

using norms::DutyCounts;
using store::Row;
using store::Transaction;

// Columns: grid, how many. One is due of each grid; more than one counts as one.
template <class... Args>
DutyCounts once_a_grid(Transaction& tx, std::string_view sql, const Args&... args) {
  DutyCounts out;
  tx.each(
      sql,
      [&](const Row& row) {
        out[row.int64(0)] = {std::min<std::int64_t>(row.int64(1), 1), 1};
      },
      args...);
  return out;
}

// Columns: grid, of how many it is so, how many there are. Where there are none, one is due.
template <class... Args>
DutyCounts of_helpers(Transaction& tx, std::string_view sql, const Args&... args) {
  DutyCounts out;
  tx.each(
      sql,
      [&](const Row& row) {
        out[row.int64(0)] = {row.int64(1), std::max<std::int64_t>(row.int64(2), 1)};
      },
      args...);
  return out;
}

Instant start_of(Day day) {
  return TownTime{}.start_of(day);
}

Day year_before(Transaction& tx, Day first, Day after) {
  return days_before(after, norms::rules_on(tx, first).team.undertaking_days);
}

}  // namespace

DutyCounts duty_l1(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return once_a_grid(tx,
                     "SELECT g.id, (SELECT count(*) FROM team_message m WHERE m.area_id = g.id"
                     " AND m.kind = 'text' AND m.at >= $1 AND m.at < $2)"
                     " FROM area g WHERE g.kind = 'grid' AND g.state = 'current'"
                     " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 AND s.area_id = g.id)",
                     start_of(first), start_of(after), scope);
}

DutyCounts duty_l10(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return once_a_grid(tx,
                     "SELECT g.id, (SELECT count(*) FROM team_list_check c WHERE c.area_id = g.id"
                     " AND c.on_day >= $1 AND c.on_day < $2)"
                     " FROM area g WHERE g.kind = 'grid' AND g.state = 'current'"
                     " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 AND s.area_id = g.id)",
                     first, after, scope);
}

DutyCounts duty_o1(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return once_a_grid(tx,
                     "SELECT g.id, (SELECT count(*) FROM team_message m JOIN post p ON p.id = m.post_id"
                     " WHERE m.area_id = g.id AND m.kind = 'text' AND p.role = 'community_officer'"
                     " AND m.at >= $1 AND m.at < $2)"
                     " + (SELECT count(*) FROM team_receipt r JOIN team_message m ON m.id = r.message_id"
                     " JOIN post p ON p.id = r.post_id WHERE m.area_id = g.id"
                     " AND p.role = 'community_officer' AND r.at >= $1 AND r.at < $2)"
                     " FROM area g WHERE g.kind = 'grid' AND g.state = 'current'"
                     " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 AND s.area_id = g.id)",
                     start_of(first), start_of(after), scope);
}

DutyCounts duty_n1(Transaction& tx, const access::Scope& scope, Day, Day after) {
  return of_helpers(tx,
                    "SELECT g.id, (SELECT count(*) FROM team_helper h WHERE h.area_id = g.id"
                    " AND h.joined_on < $1 AND (h.left_on IS NULL OR h.left_on >= $1)"
                    " AND h.channel <> 'none'),"
                    " (SELECT count(*) FROM team_helper h WHERE h.area_id = g.id"
                    " AND h.joined_on < $1 AND (h.left_on IS NULL OR h.left_on >= $1))"
                    " FROM area g WHERE g.kind = 'grid' AND g.state = 'current'"
                    " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = g.id)",
                    after, scope);
}

DutyCounts duty_n2(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return of_helpers(tx,
                    "SELECT g.id, (SELECT count(*) FROM team_helper h WHERE h.area_id = g.id"
                    " AND h.joined_on < $2 AND (h.left_on IS NULL OR h.left_on >= $2)"
                    " AND EXISTS (SELECT 1 FROM team_guidance n WHERE n.helper_id = h.id"
                    " AND n.on_day >= $1 AND n.on_day < $2)),"
                    " (SELECT count(*) FROM team_helper h WHERE h.area_id = g.id"
                    " AND h.joined_on < $2 AND (h.left_on IS NULL OR h.left_on >= $2))"
                    " FROM area g WHERE g.kind = 'grid' AND g.state = 'current'"
                    " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 AND s.area_id = g.id)",
                    first, after, scope);
}

DutyCounts duty_n7(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return of_helpers(tx,
                    "SELECT g.id, (SELECT count(*) FROM team_helper h WHERE h.area_id = g.id"
                    " AND h.joined_on < $2 AND (h.left_on IS NULL OR h.left_on >= $2)"
                    " AND h.undertaking_on >= $1 AND h.undertaking_on < $2),"
                    " (SELECT count(*) FROM team_helper h WHERE h.area_id = g.id"
                    " AND h.joined_on < $2 AND (h.left_on IS NULL OR h.left_on >= $2))"
                    " FROM area g WHERE g.kind = 'grid' AND g.state = 'current'"
                    " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 AND s.area_id = g.id)",
                    year_before(tx, first, after), after, scope);
}

DutyCounts duty_n10(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return of_helpers(tx,
                    "SELECT g.id, (SELECT count(*) FROM team_helper h WHERE h.area_id = g.id"
                    " AND h.joined_on < $2 AND (h.left_on IS NULL OR h.left_on >= $2)"
                    " AND EXISTS (SELECT 1 FROM team_guidance n WHERE n.helper_id = h.id"
                    " AND n.topic = 'own_rules' AND n.on_day >= $1 AND n.on_day < $2)),"
                    " (SELECT count(*) FROM team_helper h WHERE h.area_id = g.id"
                    " AND h.joined_on < $2 AND (h.left_on IS NULL OR h.left_on >= $2))"
                    " FROM area g WHERE g.kind = 'grid' AND g.state = 'current'"
                    " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 AND s.area_id = g.id)",
                    year_before(tx, first, after), after, scope);
}

DutyCounts duty_s1_group(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return once_a_grid(tx,
                     "SELECT g.id, (SELECT count(DISTINCT m.post_id) FROM team_message m"
                     " WHERE m.area_id = g.id AND m.kind = 'text' AND m.at >= $1 AND m.at < $2) / 2"
                     " FROM area g WHERE g.kind = 'grid' AND g.state = 'current'"
                     " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 AND s.area_id = g.id)",
                     start_of(first), start_of(after), scope);
}

}  // namespace weige::teams
