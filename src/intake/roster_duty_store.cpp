#include "intake/roster_duty_store.h"

#include <algorithm>

namespace weige::intake {
namespace {

using norms::DutyCount;
using norms::DutyCounts;
using store::Row;
using store::Transaction;

// Rows: grid, done, due. What the plan demands each month is due once, also where nothing waited.
struct AskedMonth {
  const access::Scope& scope;
  Day first{}, after{};
};
DutyCounts monthly_counts(Transaction& tx, std::string_view sql, const AskedMonth& month) {
  DutyCounts out;
  tx.each(
      sql,
      [&](const Row& row) {
        out[row.int64(0)] = {.done = row.int64(1), .due = std::max<std::int64_t>(1, row.int64(2))};
      },
      TownTime{}.start_of(month.first), TownTime{}.start_of(month.after), month.scope);
  return out;
}

#define WEIGE_OF_CURRENT_GRIDS                                 \
  " FROM area g WHERE g.kind = 'grid' AND g.state = 'current'" \
  " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 AND s.area_id = g.id)"
#define WEIGE_LISTS_OF_GRID                                                               \
  " FROM roster r JOIN post p ON p.id = r.post_id WHERE r.area_id IN (g.id, g.parent_id)" \
  " AND r.report IS NULL AND r.created_at >= $1 AND r.created_at < $2"
// Full-time grid staff collect themselves (L6); they stand for no unit or department whose people they could
// list.
#define WEIGE_HAS_A_ROSTER(post) \
  post ".role = 'helper' AND COALESCE(" post ".helper_kind, '') <> 'grid_staff'"
// Reports of the month once, by the grid that they lie in and by those of their findings; not grid by grid.
#define WEIGE_REPORTS_BY_GRID(is_meant)                                                                    \
  "SELECT g.id, COALESCE(n.amount, 0), 1 FROM area g LEFT JOIN (SELECT x.area_id, count(*) AS amount FROM" \
  " (SELECT r.id, r.area_id FROM roster r JOIN post p ON p.id = r.post_id JOIN post_scope s ON s.post_id"  \
  " = $3 AND s.area_id = r.area_id WHERE " is_meant                                                        \
  " AND r.created_at >= $1 AND r.created_at < $2 UNION SELECT r.id, f.area_id FROM roster r JOIN post p"   \
  " ON p.id = r.post_id JOIN finding f ON f.roster_id = r.id JOIN post_scope s ON s.post_id = $3 AND"      \
  " s.area_id = f.area_id WHERE " is_meant                                                                 \
  " AND r.created_at >= $1 AND r.created_at < $2) x GROUP BY x.area_id) n ON n.area_id = g.id"             \
  " WHERE g.kind = 'grid' AND g.state = 'current'"                                                         \
  " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 AND s.area_id = g.id)"

}  // namespace

DutyCounts duty_n3(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return monthly_counts(tx,
                        "SELECT g.id, (SELECT count(DISTINCT r.post_id)" WEIGE_LISTS_OF_GRID
                        " AND " WEIGE_HAS_A_ROSTER("p") "),"
                        " (SELECT count(*) FROM post h WHERE h.area_id = g.id AND " WEIGE_HAS_A_ROSTER("h")
                        " AND h.state = 'active')" WEIGE_OF_CURRENT_GRIDS,
                        {scope, first, after});
}

DutyCounts duty_s3(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return monthly_counts(tx, "SELECT g.id, (SELECT count(*)" WEIGE_LISTS_OF_GRID "), 1" WEIGE_OF_CURRENT_GRIDS,
                        {scope, first, after});
}

DutyCounts duty_n4(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return monthly_counts(tx, WEIGE_REPORTS_BY_GRID("r.report = 'declared'"), {scope, first, after});
}

DutyCounts duty_n6(Transaction& tx, const access::Scope& scope, Day first, Day after) {
  return monthly_counts(
      tx,
      WEIGE_REPORTS_BY_GRID(
          "p.role = 'helper' AND r.report IN ('moved_in', 'moved_out', 'starts_work', 'left_work')"),
      {scope, first, after});
}

}  // namespace weige::intake
