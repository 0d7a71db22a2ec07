#include "store/postgres/id_blocks.h"

#include <charconv>

#include "store/id_range.h"

namespace weige::store::postgres {

std::int64_t IdBlocks::next() {
  const std::lock_guard lock(mutex_);
  if (next_ == end_) reserve();
  return next_++;
}

void IdBlocks::reserve() {
  if (!connection_ || connection_->broken()) connection_ = std::make_unique<Connection>(url_, 1);
  const auto result =
      connection_->execute("UPDATE id_block SET next = next + " + std::to_string(id_block_size) +
                           " WHERE name = 'all' RETURNING next");
  if (PQntuples(result.get()) != 1) throw DatabaseError(Failure::bug, "id_block has no row");
  const std::string_view text = PQgetvalue(result.get(), 0, 0);
  std::int64_t end = 0;
  std::from_chars(text.data(), text.data() + text.size(), end);
  check_id_range(end);
  end_ = end;
  next_ = end - id_block_size;
}

}  // namespace weige::store::postgres
