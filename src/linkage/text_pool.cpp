#include "linkage/text_pool.h"

#include <functional>

namespace weige::linkage {

// A number is the place within its shard, one up so that 0 stays free, and the shard in the lowest bits.
std::uint32_t TextPool::add(std::string_view text) {
  const std::size_t which = std::hash<std::string_view>{}(text) >> 17 & (shards_.size() - 1);
  Shard& shard = shards_[which];
  const std::lock_guard lock(shard.mutex);
  if (const auto known = shard.numbers.find(text); known != shard.numbers.end()) return known->second;
  const std::string& kept = shard.texts.emplace_back(text);
  shard.bytes += kept.size() + sizeof(std::string) + 40;
  const auto number = static_cast<std::uint32_t>(shard.texts.size() << shard_bits | which);
  shard.numbers.emplace(kept, number);
  return number;
}

std::string_view TextPool::at(std::uint32_t number) const {
  const Shard& shard = shards_[number & (shards_.size() - 1)];
  const std::lock_guard lock(shard.mutex);
  return shard.texts[(number >> shard_bits) - 1];
}

std::size_t TextPool::bytes() const {
  std::size_t sum = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    sum += shard.bytes;
  }
  return sum;
}

}  // namespace weige::linkage
