// How many records have a value, kept in a fixed space.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace weige::linkage {

// A count-min sketch of two rows (Cormode and Muthukrishnan 2005): never too small, seldom too large, which
// makes an agreement look a little less rare than it is.
class FrequencySketch {
 public:
  // records: how many keys will be counted at most.
  explicit FrequencySketch(std::size_t records);
  // Whether it has as many places as a sketch that is made for so many records.
  bool fits(std::size_t records) const;

  // Any number of threads at the same time.
  void add(std::uint64_t key);
  // Takes one add() of the key back, as if it had never been.
  void remove(std::uint64_t key);
  std::uint32_t count(std::uint64_t key) const;
  std::size_t bytes() const { return rows_[0].size() * rows_.size() * sizeof(std::uint32_t); }

 private:
  std::uint64_t mask_;
  std::array<std::vector<std::uint32_t>, 2> rows_;
};

}  // namespace weige::linkage
