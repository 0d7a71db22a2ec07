// Which doors are worth the time, the slow and obvious way: every set of doors, every order of its buildings.
#pragma once

#include <algorithm>
#include <limits>
#include <set>
#include <vector>

#include "work/plan_choice.h"
#include "work/plan_route.h"

namespace weige::reference {

// The shortest way through all of them.
inline double slow_way(std::span<const work::BuildingPlace> buildings, std::vector<std::size_t> order) {
  std::ranges::sort(order);
  double best = order.empty() ? 0 : std::numeric_limits<double>::infinity();
  if (order.empty()) return best;
  do best = std::min(best, work::way_minutes(buildings, order));
  while (std::next_permutation(order.begin(), order.end()));
  return best;
}

inline double slow_minutes(const work::ChoiceProblem& problem, const std::vector<std::size_t>& doors) {
  std::set<std::size_t> buildings;
  double minutes = 0;
  for (const auto door : doors) {
    buildings.insert(problem.doors[door].building);
    minutes += problem.doors[door].minutes + work::kMinutesIn;
  }
  return minutes + slow_way(problem.buildings, {buildings.begin(), buildings.end()});
}

// The most expected errors of all sets that hold the fixed doors and keep to the limits.
inline double slow_best_value(const work::ChoiceProblem& problem) {
  double best = 0;
  for (std::size_t set = 0; set < std::size_t{1} << problem.doors.size(); ++set) {
    std::vector<std::size_t> doors;
    double value = 0;
    for (std::size_t i = 0; i < problem.doors.size(); ++i)
      if ((set >> i & 1U) != 0) {
        doors.push_back(i);
        value += problem.doors[i].value;
      }
    const bool has_fixed =
        std::ranges::all_of(problem.fixed, [&](std::size_t i) { return (set >> i & 1U) != 0; });
    if (!has_fixed || doors.size() > problem.most_doors || value <= best) continue;
    if (slow_minutes(problem, doors) <= problem.minutes) best = value;
  }
  return best;
}

}  // namespace weige::reference
