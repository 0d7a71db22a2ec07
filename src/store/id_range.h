// Series of ids, the size of a block of them and the highest id. Ids stay exact in JSON and browsers.
#pragma once

#include <cstdint>

#include "store/database.h"

namespace weige::store {

constexpr std::size_t id_series = 2;
// The row of table id_block.
constexpr std::string_view name_of(IdSeries series) {
  return series == IdSeries::all ? "all" : "handed_in";
}

constexpr std::int64_t id_block_size = 65'536;
constexpr std::int64_t id_limit = std::int64_t{1} << 53;

inline void check_id_range(std::int64_t end) {
  if (end > id_limit) throw DatabaseError(Failure::bug, "ids are used up");
}

}  // namespace weige::store
