#include "work/instruction_duty_store.h"

namespace weige::work {

norms::DutyCounts instructions_in_time(store::Transaction& tx, Instant from, Instant before) {
  norms::DutyCounts out;
  tx.each(
      "SELECT b.area_id, CAST(sum(CASE WHEN b.reported_at <= b.due_at THEN 1 ELSE 0 END) AS BIGINT), count(*)"
      " FROM instruction_branch b JOIN area a ON a.id = b.area_id WHERE a.kind = 'grid' AND b.due_at >= $1"
      " AND b.due_at < $2 AND b.state <> 'withdrawn' GROUP BY b.area_id",
      [&](const store::Row& row) { out[row.int64(0)] = {.done = row.int64(1), .due = row.int64(2)}; }, from,
      before);
  return out;
}

std::int64_t open_instructions_of(store::Transaction& tx, access::PostId post) {
  return tx.scalar<std::int64_t>(
      "SELECT count(*) FROM instruction_branch WHERE post_id = $1 AND state IN ('issued', 'received', "
      "'in_work', 'returned')",
      post);
}

}  // namespace weige::work
