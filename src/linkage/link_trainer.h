// Learns a model from the data themselves, without labels.
#pragma once

#include <cstdint>

#include "linkage/link_scorer.h"

namespace weige::linkage {

struct TrainOptions {
  Linking linking = Linking::two_files;
  std::size_t sample = 20'000;  // queries that are looked at, evenly spread
  std::size_t random_pairs = 1'000'000;
  std::size_t rounds = 25;  // of expectation and maximisation, at most
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

// u from random pairs of the register; what relatives share from looking up the register's own records; m and
// the share of queries that are found by expectation maximisation (Dempster, Laird and Rubin 1977) over the
// queries' partners. The result depends on the data and the seed, not on the threads.
LinkModel train(const Records& queries, const LinkIndex& index, const TrainOptions& options,
                const Progress& progress);

}  // namespace weige::linkage
