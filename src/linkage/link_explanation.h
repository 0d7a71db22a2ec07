// Why two records are held to be one person, in parts that add up; docs/linkage.md, "What is told about a
// pair".
#pragma once

#include <string_view>
#include <vector>

#include "linkage/link_scorer.h"

namespace weige::linkage {

struct FieldEvidence {
  std::string_view field;  // its name in the configuration, which must outlive the explanation
  std::string_view level;  // "exact", "one_error", ..., "missing"
  // log2 of how many times more often this level is seen between two records of one person than between
  // strangers: of m / u, or of m / (share of records with the query's value) where the level counts by
  // frequency. 0 where a value is missing.
  double bits = 0;
  bool by_frequency = false;
};

// All in bits: one bit more doubles the odds.
struct LinkExplanation {
  // log2 of the odds, before anything is compared, that one given record is the partner: found / (1 - found)
  // / records. In one file: found / records.
  double before = 0;
  std::vector<FieldEvidence> fields;  // in the configuration's order
  // 0 or less: what relatives who agree like this take away, log2 of N * product of u over that and R.
  double relatives = 0;
  // The sum of all: log2 of the odds that the record is the partner, if no other record competes. Of several
  // partners of a query, each with odds o = 2^total, one has the probability o / (1 + sum of all o).
  double total = 0;
};

// Of any record, found by a block or not, retired or not.
LinkExplanation explain(LinkScorer& scorer, const Records& queries, RecordNumber query, RecordNumber record);

}  // namespace weige::linkage
