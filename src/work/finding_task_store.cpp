#include "work/finding_task_store.h"

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

// premises: of the place that is named, or of the residence that a list does not name. An employment asks at
// the door of the organisation.
constexpr std::string_view kAtDoor =
    "SELECT f.id, f.kind, p.id, CASE WHEN p.id IS NULL THEN o.id END FROM finding f LEFT JOIN residence r ON "
    "r.id = f.residence_id LEFT JOIN employment e ON e.id = f.employment_id LEFT JOIN organisation o ON o.id "
    "= e.organisation_id AND o.state = 'current' LEFT JOIN address a ON a.current_key = f.place AND f.place "
    "<> '' LEFT JOIN premises p ON p.state = 'current' AND p.id = COALESCE(r.premises_id, o.premises_id, "
    "(SELECT q.id FROM premises q WHERE q.address_key = a.id)) WHERE f.state = 'open' AND (p.id IS NOT NULL "
    "OR o.id IS NOT NULL) AND EXISTS (SELECT 1 FROM roster x WHERE x.id = f.roster_id AND x.compared_at IS "
    "NOT NULL)";

FindingAtDoor at_door_from_row(const Row& row) {
  return {.finding = row.int64(0),
          .kind = row.get<std::string>(1),
          .door = {.premises = row.get<std::optional<std::int64_t>>(2),
                   .organisation = row.get<std::optional<std::int64_t>>(3)}};
}

}  // namespace

std::vector<FindingAtDoor> findings_without_task(Transaction& tx, std::int64_t after, int limit) {
  static const std::string sql =
      std::string(kAtDoor) +
      " AND f.id > $1 AND NOT EXISTS (SELECT 1 FROM task t WHERE t.source IN ('finding', 'handed_down') AND "
      "t.source_id = f.id) ORDER BY f.id LIMIT $2";
  return tx.all(sql, at_door_from_row, after, limit);
}

std::vector<FindingAtDoor> findings_to_hand_down(Transaction& tx, const access::Scope& scope,
                                                 const HandDown& wish) {
  static const std::string sql =
      std::string(kAtDoor) +
      " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = f.area_id) AND "
      "f.roster_id = $2 AND EXISTS (SELECT 1 FROM area_closure k WHERE k.ancestor_id = $3 AND "
      "k.descendant_id = f.area_id) AND NOT EXISTS (SELECT 1 FROM task t WHERE t.source = 'handed_down' AND "
      "t.source_id = f.id) AND ($5 = 0 OR EXISTS (SELECT 1 FROM post_scope g WHERE g.post_id = $5 AND "
      "g.area_id = "
      "COALESCE(p.area_id, o.area_id))) ORDER BY f.id LIMIT $4";
  return tx.all(sql, at_door_from_row, scope, wish.roster, wish.area, wish.limit,
                wish.post ? wish.post->value : 0);
}

void cancel_finding_tasks(Transaction& tx, Instant now, std::int64_t finding) {
  tx.exec(
      "UPDATE task SET state = 'cancelled', version = version + 1, closed_at = $2 WHERE source IN "
      "('finding', "
      "'handed_down') AND source_id = $1 AND state IN ('open', 'with_officer')",
      finding, now);
}

}  // namespace weige::work
