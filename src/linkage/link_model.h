// What agreement and disagreement are worth: the probabilities of Fellegi and Sunter (1969), with frequencies
// of values (Newcombe 1959) and with what relatives have in common.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "linkage/records.h"

namespace weige::linkage {

// By level: how probable the level is for two records of one person (m) and of two persons drawn at random
// (u). Index 0 (missing) is not used.
struct FieldChances {
  std::vector<double> m, u;
  // How many pairs, both with a value, m and u were learned from; 0 matches: m is only where to begin.
  double matches = 0, strangers = 0;
};

// How many records of other persons, on average, show a pattern of levels because they are related to the one
// that is looked for: the same household, the same dormitory room. Measured on the register itself, where two
// records are two persons.
class RelatedPatterns {
 public:
  RelatedPatterns() = default;
  // A pattern of another person's record that shares a door or a phone; times is a whole number.
  void add(const Levels& levels, double times = 1);
  // Ends the counting: `queries` records were looked up.
  void finish(std::size_t queries, const LinkConfig& config);
  // Expected records for one query with the pattern; fields that are missing in it count as anything.
  double expected(const Levels& levels) const;

  double queries() const { return queries_; }
  // What was added, each pattern once, in ascending order.
  std::vector<std::pair<Levels, double>> counts() const;

 private:
  struct Hash {
    std::size_t operator()(const Levels& levels) const;
  };
  double smoothed(const Levels& levels) const;

  std::size_t fields_ = 0;
  double per_query_ = 0, queries_ = 0;
  std::unordered_map<Levels, double, Hash> counts_;
  std::array<std::array<double, 16>, most_fields> shares_{};  // of each level, within each field
};

struct LinkModel {
  static constexpr std::uint32_t current_version = 1;
  std::uint32_t version = current_version;
  std::vector<FieldChances> fields;
  double found =
      0.5;  // share of queries that have a partner (linking), or partners a record (one file in itself)
  double queries = 0;  // that `found` was learned from; 0: it is only where to begin
  double records = 0;  // in the register
  RelatedPatterns related = {};
};

// Whether a pattern agrees where relatives do: only then RelatedPatterns counts.
bool shared_by_relatives(const LinkConfig& config, const Levels& levels);

}  // namespace weige::linkage
