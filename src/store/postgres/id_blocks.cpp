#include "store/postgres/id_blocks.h"

#include <charconv>

namespace weige::store::postgres {

std::int64_t IdBlocks::next(IdSeries series) {
  const std::lock_guard lock(mutex_);
  auto& block = blocks_[static_cast<std::size_t>(series)];
  if (block.next == block.end) block = reserve(series);
  return block.next++;
}

IdBlocks::Block IdBlocks::reserve(IdSeries series) {
  if (!connection_ || connection_->broken()) connection_ = std::make_unique<Connection>(url_, 1);
  const auto result =
      connection_->execute("UPDATE id_block SET next = next + " + std::to_string(id_block_size) +
                           " WHERE name = '" + std::string(name_of(series)) + "' RETURNING next");
  if (PQntuples(result.get()) != 1) throw DatabaseError(Failure::bug, "id_block has no row");
  const std::string_view text = PQgetvalue(result.get(), 0, 0);
  std::int64_t end = 0;
  std::from_chars(text.data(), text.data() + text.size(), end);
  check_id_range(end);
  return {end - id_block_size, end};
}

}  // namespace weige::store::postgres
