// Links whole files: every record of one with those of the other, or of one file with each other.
#pragma once

#include <cstdint>
#include <vector>

#include "linkage/link_scorer.h"

namespace weige::linkage {

enum class LinkClass : std::uint8_t { same, review };

struct Link {
  RecordNumber query = 0, record = 0;
  double probability = 0;
  LinkClass kind = LinkClass::review;
  bool operator==(const Link&) const = default;
};

struct LinkOptions {
  Linking linking = Linking::two_files;
  // Among the pairs called the same, the expected share of those that are not.
  double false_match_rate = 0.001;
  double review_from = 0.02;    // probability from which a person should look
  std::size_t review_most = 5;  // pairs to look at for one query
  bool one_to_one = true;  // two_files: a record is the same as one query at most; the others are for review
  unsigned threads = 1;
};

struct LinkResult {
  std::vector<Link> links;  // by query, the most probable first
  double same_from = 1;     // the probability from which pairs were called the same
  std::uint64_t pairs = 0;  // compared
};

LinkResult link(const Records& queries, const LinkIndex& index, const LinkModel& model,
                const LinkOptions& options, const Progress& progress);

// The smallest probability p such that among all values of at least p the mean of (1 - value) is at most the
// rate; above 1 when there is none. Never below 0.5.
double threshold(std::vector<double> probabilities, double false_match_rate);

}  // namespace weige::linkage
