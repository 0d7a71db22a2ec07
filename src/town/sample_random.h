// SampleRandom: the one source of chance of the sample town. The same seed gives the same numbers on every
// machine and compiler (std:: distributions do not promise that); not secret.
#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <span>

namespace weige::town {

class SampleRandom {
 public:
  explicit SampleRandom(std::uint64_t seed) : state_(seed) {}

  // SplitMix64 (Steele, Lea, Flood 2014).
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  // 0 to n-1; precondition: n > 0.
  int below(int n) { return static_cast<int>((next() >> 32) * static_cast<std::uint64_t>(n) >> 32); }
  int between(int low, int high) { return low + below(high - low + 1); }  // both included
  bool chance(int per_mille) { return below(1000) < per_mille; }
  // Towards the middle of the range, as ages and prices are.
  int around(int low, int high) { return (between(low, high) + between(low, high)) / 2; }

  template <class Range>
  const auto& pick(const Range& range) {
    return range[static_cast<std::size_t>(below(static_cast<int>(std::size(range))))];
  }
  // An index, each as likely as its weight says.
  template <std::size_t N>
  std::size_t weighted(const std::array<int, N>& weights) {
    int left = below(std::accumulate(weights.begin(), weights.end(), 0));
    for (std::size_t i = 0; i + 1 < N; ++i)
      if ((left -= weights[i]) < 0) return i;
    return N - 1;
  }

  // A stream of its own for a part of the town, so that one part does not shift another.
  SampleRandom branch(std::uint64_t key) const {
    SampleRandom mixed(state_ ^ (key * 0xD1342543DE82EF95ULL + 0x2545F4914F6CDD1DULL));
    mixed.next();
    return SampleRandom(mixed.next());
  }

 private:
  std::uint64_t state_;
};

}  // namespace weige::town
