// Texts that do not fit into a record's fixed width, each kept once and named by a number. Threads may add at
// the same time; a text that is in stays where it is.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace weige::linkage {

class TextPool {
 public:
  // The number of a text, the same for equal texts and never 0.
  std::uint32_t add(std::string_view text);
  // Precondition: the number came from add().
  std::string_view at(std::uint32_t number) const;
  std::size_t bytes() const;

 private:
  static constexpr std::size_t shard_bits = 6;
  struct Shard {
    mutable std::mutex mutex;
    std::deque<std::string> texts;  // a deque never moves what it holds
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    std::size_t bytes = 0;
  };
  std::array<Shard, std::size_t{1} << shard_bits> shards_;
};

}  // namespace weige::linkage
