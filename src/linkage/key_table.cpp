#include "linkage/key_table.h"

#include <algorithm>
#include <atomic>
#include <bit>

#include "linkage/parallel.h"

namespace weige::linkage {
namespace {

constexpr std::size_t records_a_bucket = 4, piece = 1 << 15;
// No record has this number, so an erased entry is greater than every other one and never asked for.
constexpr std::uint64_t erased = ~std::uint64_t{0};
constexpr std::uint64_t last_record = 0xFFFFFFFE;

std::uint64_t entry_of(std::uint64_t key, std::size_t record) {
  return key << 32 | record;
}

std::uint32_t taken(std::uint32_t& counter) {
  return std::atomic_ref(counter).fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

KeyTable::KeyTable(std::uint32_t first, std::size_t count, const KeyOf& key_of, unsigned threads) {
  const auto bits = std::max(static_cast<int>(std::bit_width(count / records_a_bucket)), 1);
  shift_ = 64 - static_cast<unsigned>(bits);
  starts_.resize((std::size_t{1} << bits) + 1);
  const auto memory = std::make_unique_for_overwrite<std::uint64_t[]>(count);
  const std::span keys(memory.get(), count);
  in_parallel(threads, count, piece, [&](Range range) {
    for (std::size_t i = range.begin; i < range.end; ++i)
      keys[i] = key_of(static_cast<std::uint32_t>(first + i));
  });
  count_buckets(keys, threads);
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  entries_ = std::make_unique_for_overwrite<std::uint64_t[]>(starts_.back());
  in_parallel(threads, count, piece, [&](Range range) {
    for (std::size_t i = range.begin; i < range.end; ++i)
      if (keys[i] != 0) entries_[taken(next[bucket(keys[i])])] = entry_of(keys[i], first + i);
  });
  sort_buckets(threads);
}

// starts_[b + 1] first counts bucket b, then all sums make it the end of b.
void KeyTable::count_buckets(std::span<const std::uint64_t> keys, unsigned threads) {
  in_parallel(threads, keys.size(), piece, [&](Range range) {
    for (std::size_t i = range.begin; i < range.end; ++i)
      if (keys[i] != 0) taken(starts_[bucket(keys[i]) + 1]);
  });
  for (std::size_t b = 1; b < starts_.size(); ++b) starts_[b] += starts_[b - 1];
}

void KeyTable::sort_buckets(unsigned threads) {
  in_parallel(threads, starts_.size() - 1, piece, [&](Range range) {
    for (std::size_t b = range.begin; b < range.end; ++b)
      std::sort(entries_.get() + starts_[b], entries_.get() + starts_[b + 1]);
  });
}

std::span<const std::uint64_t> KeyTable::find(std::uint64_t key) const {
  if (key == 0) return {};
  const auto* begin = entries_.get() + starts_[bucket(key)];
  const auto* end = entries_.get() + starts_[bucket(key) + 1];
  const std::uint64_t most = entry_of(key, last_record);
  const auto* first = std::lower_bound(begin, end, entry_of(key, 0));
  const auto* last = first;
  if (end - first > 64)
    last = std::upper_bound(first, end, most);
  else
    while (last != end && *last <= most) ++last;
  return {first, last};
}

bool KeyTable::erase(std::uint64_t key, std::uint32_t record) {
  if (key == 0) return false;
  std::uint64_t* const begin = entries_.get() + starts_[bucket(key)];
  std::uint64_t* const end = entries_.get() + starts_[bucket(key) + 1];
  std::uint64_t* const at = std::lower_bound(begin, end, entry_of(key, record));
  if (at == end || *at != entry_of(key, record)) return false;
  std::move(at + 1, end, at);
  end[-1] = erased;
  return true;
}

std::size_t KeyTable::bytes() const {
  return starts_.capacity() * sizeof(std::uint32_t) + starts_.back() * sizeof(std::uint64_t);
}

}  // namespace weige::linkage
