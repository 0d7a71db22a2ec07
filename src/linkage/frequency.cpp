#include "linkage/frequency.h"

#include <algorithm>
#include <atomic>
#include <bit>

namespace weige::linkage {

namespace {

// An eighth as many places as records: the values counted here (surnames, lanes, houses) are shared by many
// each.
std::uint64_t places_for(std::size_t records) {
  return std::bit_ceil(std::max<std::size_t>(records / 8, 64));
}

}  // namespace

FrequencySketch::FrequencySketch(std::size_t records) : mask_(places_for(records) - 1) {
  for (auto& row : rows_) row.resize(mask_ + 1);
}

bool FrequencySketch::fits(std::size_t records) const {
  return places_for(records) <= mask_ + 1;
}

void FrequencySketch::add(std::uint64_t key) {
  if (key == 0) return;
  std::atomic_ref(rows_[0][key & mask_]).fetch_add(1, std::memory_order_relaxed);
  std::atomic_ref(rows_[1][key >> 32 & mask_]).fetch_add(1, std::memory_order_relaxed);
}

void FrequencySketch::remove(std::uint64_t key) {
  if (key == 0) return;
  std::atomic_ref(rows_[0][key & mask_]).fetch_sub(1, std::memory_order_relaxed);
  std::atomic_ref(rows_[1][key >> 32 & mask_]).fetch_sub(1, std::memory_order_relaxed);
}

std::uint32_t FrequencySketch::count(std::uint64_t key) const {
  return std::min(rows_[0][key & mask_], rows_[1][key >> 32 & mask_]);
}

}  // namespace weige::linkage
