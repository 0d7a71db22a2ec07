// Learns a model from the data themselves, without labels: what depends on the register alone, and what
// depends on the records that are looked up in it.
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
  // What was known before a batch counts at most as so many pairs of one person in each field, and as so many
  // queries: how people err is much the same from batch to batch, how many of them are found is not.
  double known_pairs = 1000;
  double known_queries = 10;
};

// u from random pairs of the index's live records, what relatives share from looking up the register's own
// records, and an m to begin with.
LinkModel learn_strangers(const LinkIndex& index, const TrainOptions& options, const Progress& progress);

// m and the share of queries that are found, by expectation maximisation (Dempster, Laird and Rubin 1977)
// over the queries' partners. It begins with `known`, and what `known` has learned from earlier queries stays
// as a prior (docs/linkage.md), so that a batch of any size, even of none, gives a usable m; with a `known`
// of learn_strangers alone there is no such prior. The number of records becomes the index's. In one file
// `known` must come from learn_strangers, because u is corrected for the pairs of one person.
LinkModel learn_matches(const Records& queries, const LinkIndex& index, LinkModel known,
                        const TrainOptions& options, const Progress& progress);

// Both. The result depends on the data and the seed, not on the threads.
LinkModel train(const Records& queries, const LinkIndex& index, const TrainOptions& options,
                const Progress& progress);

}  // namespace weige::linkage
