// Scope: the areas that the acting post covers, as a value that only access can make. A record lies in its
// grid's area or, where no grid holds it, in its committee's (decision 19). Every query of a
// *_store over a table with area_id takes one and binds it; the one idiom, with t the scoped table and $k the
// scope:
//
//   ... WHERE t.id = $1 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id =
//   t.area_id) tx.first(sql, read_row, id, scope);
//
// Lists, counts, exports, joins and arrays of ids use the same condition on each scoped table. post_scope is
// kept in the transaction that changes areas or posts, so a revoked or moved post loses its rows at once. A
// row out of scope is answered like one that does not exist.
#pragma once

#include <cstdint>
#include <string_view>

#include "access/ids.h"
#include "base/clock.h"

namespace weige::store {
class Transaction;
}

namespace weige::access {

// Why the program itself reads over all areas. Closed: a new reason is a decision, and each use is audited.
enum class SystemReason {
  first_run,
  index_build,
  import_job,
  export_job,
  counters,
  retention,
  sample_town,
  maintenance,
  resident_code
};
std::string_view code(SystemReason reason);

class Scope {
 public:
  PostId post() const { return post_; }
  // Covers every area, writes an audit entry (so a write transaction), and may be kept for the run of a job.
  static Scope system(store::Transaction& tx, Instant now, SystemReason reason);

 private:
  friend class Actor;
  friend class ResidentAccess;  // resident_session_store.cpp: one's own record, wherever it lies
  explicit Scope(PostId post) : post_(post) {}
  PostId post_;
};

// How a statement binds it. Where few rows are looked up by a key of their own, the subquery of the idiom
// ends with LIMIT 1 OFFSET 0: PostgreSQL then asks it for each row found. Otherwise it makes a join of it,
// believes that a post covers one area, and reads whole areas of the table (28 ms instead of 1 for 64 of
// 20,000 persons).
inline std::int64_t to_value(const Scope& scope) {
  return scope.post().value;
}

}  // namespace weige::access
