// Use case: meetings of past weeks in the sample town with minutes and what came of them, one that is called,
// plans of staggered hours, and practice cases.
#pragma once

#include <vector>

#include "town/sample_team_actions.h"

namespace weige::town {

// Most where posts can be signed in to. Problems: a bug's.
Done make_sample_meetings(const SampleWorkWish& wish, const std::vector<SampleTeam>& teams);

}  // namespace weige::town
