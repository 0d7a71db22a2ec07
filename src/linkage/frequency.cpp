#include "linkage/frequency.h"

#include <algorithm>
#include <atomic>
#include <bit>

namespace weige::linkage {

// An eighth as many places as records: the values counted here (surnames, lanes, houses) are shared by many
// each.
FrequencySketch::FrequencySketch(std::size_t records)
    : mask_(std::bit_ceil(std::max<std::size_t>(records / 8, 64)) - 1) {
  for (auto& row : rows_) row.resize(mask_ + 1);
}

void FrequencySketch::add(std::uint64_t key) {
  if (key == 0) return;
  std::atomic_ref(rows_[0][key & mask_]).fetch_add(1, std::memory_order_relaxed);
  std::atomic_ref(rows_[1][key >> 32 & mask_]).fetch_add(1, std::memory_order_relaxed);
}

std::uint32_t FrequencySketch::count(std::uint64_t key) const {
  return std::min(rows_[0][key & mask_], rows_[1][key >> 32 & mask_]);
}

}  // namespace weige::linkage
