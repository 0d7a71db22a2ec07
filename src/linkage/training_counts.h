// What both steps of learning count with.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "linkage/records.h"

namespace weige::linkage {

// By field and level.
using Counts = std::array<std::array<double, 16>, most_fields>;

// What was never seen in n pairs is taken to be as probable as half a pair: the prior of Jeffreys (1946).
inline constexpr double unseen = 0.5;

// `wanted` of 0 to count-1, or all, at equal steps from the first to the last.
std::vector<RecordNumber> spread_over(std::size_t count, std::size_t wanted);

// The mean of a Dirichlet distribution after the counts: of each level but `missing`, (count + prior) through
// the sum of all. Pairs held to have been seen before, by level: prior; sets `sum`.
std::vector<double> shares(const std::array<double, 16>& counts, std::span<const double> prior, double& sum);

}  // namespace weige::linkage
