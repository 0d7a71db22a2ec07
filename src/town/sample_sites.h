// Where the addresses of a committee stand: lanes and house numbers along roads through its blocks, houses in
// rows behind them, groups of villages together. Rooms have no place of their own. A fixed share of the
// points is missing or wrong, as in life. Pure.
#pragma once

#include "town/sample_plan.h"

namespace weige::town {

// Of each address of the plan that has a place of its own. random: the town's. Precondition: the ground has
// the committee.
SampleSpots sample_spots(const SampleGround& ground, const SamplePlan& plan, const SampleRandom& random);

}  // namespace weige::town
