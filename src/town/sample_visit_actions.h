// Use case: a month of the sample town's work at doors. Plans, visits with what they found, tasks given and
// waiting, refusals that an officer leads, daily reports, and the month's full verification under way.
#pragma once

#include <vector>

#include "town/sample_team_actions.h"

namespace weige::town {

// Where a grid has a coordinator; most where posts can be signed in to. Problems: a bug's.
Done make_sample_visits(const SampleWorkWish& wish, const std::vector<SampleTeam>& teams);

}  // namespace weige::town
