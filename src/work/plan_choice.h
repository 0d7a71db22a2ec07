// Which doors are worth the time: the most expected errors within so many doors and minutes, walking
// included. An orienteering problem with doors in buildings; solved greedily by building, then improved.
// Pure.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "work/plan_evidence.h"

namespace weige::work {

struct ChoiceDoor {
  std::size_t building = 0;
  double value = 0;    // expected errors
  double minutes = 0;  // at the door
};
struct ChoiceProblem {
  std::span<const BuildingPlace> buildings;
  std::vector<ChoiceDoor> doors;
  std::vector<std::size_t> fixed = {};  // go along in any case, also past the limits
  std::size_t most_doors = 40;          // fixed ones included
  double minutes = 360;
};
struct DoorChoice {
  std::vector<std::size_t> doors = {};  // fixed ones included, ascending
  double value = 0;
  double minutes = 0;
};
// What going to those doors takes: at the doors, inside buildings, and on the way between them.
double minutes_of(const ChoiceProblem& problem, std::span<const std::size_t> doors);

// Of 5,000 doors the kMostLookedAt with the most errors a minute are looked at, which bounds the work.
DoorChoice choose_doors(const ChoiceProblem& problem);
inline constexpr std::size_t kMostLookedAt = 600;

}  // namespace weige::work
