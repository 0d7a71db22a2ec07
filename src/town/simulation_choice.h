// Which doors a simulated coordinator goes to next: by work::make_plan as it ships, or by one of the two
// policies that it is held against. Pure.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "town/simulation_month.h"
#include "work/plan.h"

namespace weige::town {

// What became of a door's visits in this month.
struct DoorPast {
  bool answered = false;
  std::optional<Day> tried;  // last
};

// past[i] belongs to ground.doors[i].
struct DayWish {
  const work::PlanGround& ground;
  const std::vector<DoorPast>& past;
  const work::PastYields& yields;  // the product's: what visits of this simulation taught
  const SimulationRules& rules;
  Day today{};
  DoorPolicy policy = DoorPolicy::product;
  std::uint64_t seed = 0;
  std::size_t doors = 40;
  int minutes = 360;
  const std::set<std::int64_t>& taken;  // premises that somebody went to today
};

struct ChosenDoor {
  std::size_t index = 0;  // in ground.doors
  double expected = 0;
  work::EvidenceKind main = work::EvidenceKind::age;
};

// In walking order. All policies begin with the same doors drawn by chance. random: then others by chance;
// oldest: those confirmed longest ago, of those tried this month the ones tried longest ago, the untried
// first. Neither goes to a door that was answered this month while there are others, nor further than the
// minutes are expected to allow, nor, like the plan, to one where the officer leads the next visit.
std::vector<ChosenDoor> choose_day(const DayWish& wish);

}  // namespace weige::town
