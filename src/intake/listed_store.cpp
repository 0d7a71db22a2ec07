#include "intake/listed_store.h"

namespace weige::intake {
namespace {

using store::Row;

constexpr std::string_view kInArea =
    "SELECT r.person_id, r.id, r.area_id, a.canonical FROM residence r JOIN area_closure c ON "
    "c.descendant_id = r.area_id AND c.ancestor_id = $2 JOIN premises m ON m.id = r.premises_id "
    "JOIN address a ON a.id = m.address_id WHERE r.state = 'current' AND "
    "EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = r.area_id) ORDER BY r.id";
// CROSS JOIN: SQLite, which is to give them by residence, would else go through all residences there are.
constexpr std::string_view kBelowAddress =
    "WITH RECURSIVE below (id) AS (SELECT CAST($2 AS BIGINT) UNION ALL "
    "SELECT a.id FROM address a JOIN below b ON a.parent_id = b.id) "
    "SELECT r.person_id, r.id, r.area_id, a.canonical FROM below b CROSS JOIN address a "
    "CROSS JOIN premises m CROSS JOIN residence r WHERE a.id = b.id AND m.address_id = a.id AND "
    "r.premises_id = m.id AND r.state = 'current' AND "
    "EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = r.area_id) ORDER BY r.id";
constexpr std::string_view kAtOrganisation =
    "SELECT e.person_id, e.id, e.area_id, o.name FROM employment e JOIN organisation o ON o.id = "
    "e.organisation_id WHERE e.organisation_id = $2 AND e.state = 'current' AND e.to_day IS NULL AND EXISTS "
    "(SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = e.area_id) ORDER BY e.id";

std::string_view statement(ScopeKind kind) {
  if (kind == ScopeKind::area) return kInArea;
  return kind == ScopeKind::address ? kBelowAddress : kAtOrganisation;
}

}  // namespace

std::vector<Listed> registered_within(store::Transaction& tx, const access::Scope& everywhere,
                                      const RosterScope& scope) {
  return tx.all(
      statement(scope.kind),
      [](const Row& row) {
        return Listed{row.int64(0), row.int64(1), row.int64(2), row.get<std::string>(3)};
      },
      everywhere, scope.id);
}

}  // namespace weige::intake
