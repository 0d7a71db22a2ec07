// Use case: the daily work of the sample town in the last weeks of its history, so that each page of it opens
// on something. It follows the register and the map, which it needs; by the same seed it is the same.
#pragma once

#include "town/sample_team_actions.h"

namespace weige::town {

struct SampleWorkMade {
  int teams = 0, idle_grids = 0;  // idle_grids: of the committee where nothing has begun
};
// The staffing's sign-ins get a grid leader's. Problems: a bug's, since the work keeps its own rules.
Result<SampleWorkMade> make_sample_work(const SampleWorkWish& wish);

}  // namespace weige::town
