#include "intake/roster_duty_store.h"

#include <algorithm>

namespace weige::intake {
namespace {

using norms::DutyCount;
using norms::DutyCounts;
using store::Row;
using store::Transaction;

// Rows: grid, done, due. What the plan demands each month is due once, also where nothing waited.
DutyCounts monthly_counts(Transaction& tx, std::string_view sql, Day first, Day after) {
  DutyCounts out;
  tx.each(
      sql,
      [&](const Row& row) {
        out[row.int64(0)] = {.done = row.int64(1), .due = std::max<std::int64_t>(1, row.int64(2))};
      },
      TownTime{}.start_of(first), TownTime{}.start_of(after));
  return out;
}

#define WEIGE_OF_CURRENT_GRIDS " FROM area g WHERE g.kind = 'grid' AND g.state = 'current'"
#define WEIGE_LISTS_OF_GRID                                                               \
  " FROM roster r JOIN post p ON p.id = r.post_id WHERE r.area_id IN (g.id, g.parent_id)" \
  " AND r.report IS NULL AND r.created_at >= $1 AND r.created_at < $2"
// Reports of the month once, by the grid that they lie in and by those of their findings; not grid by grid.
#define WEIGE_REPORTS_BY_GRID(is_meant)                                                                    \
  "SELECT g.id, COALESCE(n.amount, 0), 1 FROM area g LEFT JOIN (SELECT x.area_id, count(*) AS amount FROM" \
  " (SELECT r.id, r.area_id FROM roster r JOIN post p ON p.id = r.post_id WHERE " is_meant                 \
  " AND r.created_at >= $1 AND r.created_at < $2 UNION SELECT r.id, f.area_id FROM roster r JOIN post p"   \
  " ON p.id = r.post_id JOIN finding f ON f.roster_id = r.id WHERE " is_meant                              \
  " AND r.created_at >= $1 AND r.created_at < $2) x GROUP BY x.area_id) n ON n.area_id = g.id"             \
  " WHERE g.kind = 'grid' AND g.state = 'current'"

}  // namespace

DutyCounts duty_n3(Transaction& tx, Day first, Day after) {
  return monthly_counts(tx,
                        "SELECT g.id, (SELECT count(DISTINCT r.post_id)" WEIGE_LISTS_OF_GRID
                        " AND p.role = 'helper'),"
                        " (SELECT count(*) FROM post h WHERE h.area_id = g.id AND h.role = 'helper' AND "
                        "h.state = 'active')" WEIGE_OF_CURRENT_GRIDS,
                        first, after);
}

DutyCounts duty_s3(Transaction& tx, Day first, Day after) {
  return monthly_counts(tx, "SELECT g.id, (SELECT count(*)" WEIGE_LISTS_OF_GRID "), 1" WEIGE_OF_CURRENT_GRIDS,
                        first, after);
}

DutyCounts duty_n4(Transaction& tx, Day first, Day after) {
  return monthly_counts(tx, WEIGE_REPORTS_BY_GRID("r.report = 'declared'"), first, after);
}

DutyCounts duty_n6(Transaction& tx, Day first, Day after) {
  return monthly_counts(
      tx,
      WEIGE_REPORTS_BY_GRID(
          "p.role = 'helper' AND r.report IN ('moved_in', 'moved_out', 'starts_work', 'left_work')"),
      first, after);
}

DutyCounts duty_l7(Transaction& tx, Day first, Day after) {
  return monthly_counts(
      tx,
      "SELECT g.id, (SELECT count(*) FROM finding f WHERE f.area_id = g.id AND f.decided_at >= $1 AND"
      " f.decided_at < $2), (SELECT count(*) FROM finding f WHERE f.area_id = g.id AND f.opened_at < $2 AND"
      " (f.decided_at IS NULL OR f.decided_at >= $1))" WEIGE_OF_CURRENT_GRIDS,
      first, after);
}

}  // namespace weige::intake
