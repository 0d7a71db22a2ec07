#include "town/set_up_progress_store.h"

namespace weige::town {

using store::Row;
using store::Transaction;

std::map<access::Role, std::set<std::int64_t>> areas_served(Transaction& tx, const access::Scope& scope,
                                                            Instant now) {
  std::map<access::Role, std::set<std::int64_t>> out;
  tx.each(
      "SELECT DISTINCT p.role, c.area_id FROM post p JOIN post_scope c ON c.post_id = p.id JOIN post_holding "
      "h"
      " ON h.post_id = p.id AND h.closed = 0 AND h.from_at <= $2 AND (h.until_at IS NULL OR h.until_at > $2)"
      " WHERE p.state = 'active' AND p.role IN ('grid_leader', 'community_officer', 'coordinator') AND EXISTS"
      " (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = c.area_id)",
      [&](const Row& row) { out[access::role_of(row.text(0)).value()].insert(row.int64(1)); }, scope, now);
  return out;
}

std::vector<ForceCount> forces_in_scope(Transaction& tx, const access::Scope& scope) {
  return tx.all(
      "SELECT t.area_id, t.kind, count(*) FROM (SELECT h.area_id, h.kind FROM team_helper h WHERE h.left_on "
      "IS "
      "NULL UNION ALL SELECT p.area_id, p.helper_kind FROM post p WHERE p.role = 'helper' AND p.state = "
      "'active' "
      "AND NOT EXISTS (SELECT 1 FROM team_helper o WHERE o.post_id = p.id AND o.left_on IS NULL)) t WHERE "
      "EXISTS "
      "(SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id) GROUP BY t.area_id, "
      "t.kind",
      [](const Row& row) {
        return ForceCount{.area = row.int64(0), .kind = row.get<std::string>(1), .posts = row.get<int>(2)};
      },
      scope);
}

}  // namespace weige::town
