// Use case: instructions of past weeks in the sample town, in the states in which instructions are found: one
// closed, one overdue with answers and without, one on its way, one that the register answered by itself.
#pragma once

#include <vector>

#include "town/sample_team_actions.h"

namespace weige::town {

// Problems: a bug's.
Done make_sample_instructions(const SampleWorkWish& wish, const std::vector<SampleTeam>& teams);

}  // namespace weige::town
