#include "store/sqlite/id_block.h"

#include <algorithm>

namespace weige::store::sqlite {

std::int64_t IdBlock::next(Connection& connection, IdSeries series) {
  if (next_ == end_ || unwritten_) reserve(connection, series);
  return next_++;
}

void IdBlock::reserve(Connection& connection, IdSeries series) {
  Loan read(connection, "SELECT next FROM id_block WHERE name = $1");
  const Params asked = params(name_of(series));
  read->bind(asked, Lifetime::outlives);
  if (!read->step()) throw DatabaseError(Failure::bug, "id_block has no row");
  const std::int64_t stored = sqlite3_column_int64(read->handle(), 0);
  if (next_ == end_) {
    next_ = std::max(stored, end_);
    end_ = next_ + id_block_size;
  }
  check_id_range(end_);
  Loan write(connection, "UPDATE id_block SET next = $2 WHERE name = $1");
  const Params args = params(name_of(series), std::max(stored, end_));
  write->bind(args, Lifetime::outlives);
  write->step();
  pending_ = true;
  unwritten_ = false;
}

}  // namespace weige::store::sqlite
