// What is due at doors by rules alone: records confirmed too long ago, and the weekly visits. How much of it
// waits in a grid at once. Pure.
#pragma once

#include <chrono>

#include "base/clock.h"
#include "norms/rules.h"

namespace weige::work {

// Monday of the day's week, and a number of the week that grows.
Day week_start(Day day);
std::int64_t week_number(Day day);

// Records confirmed before these days are asked about at the door (K1).
struct ConfirmLimits {
  Day premises{}, residents{}, organisations{};
};
ConfirmLimits confirm_limits(const norms::QualityRules& rules, Day today);

// A grid's coordinator has no more of them waiting than the set workload of a week: the oldest come first,
// and the others follow as these are done.
int most_waiting(const norms::TeamRules& rules);

}  // namespace weige::work
