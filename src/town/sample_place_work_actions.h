// Use case: the sample town's work at places in the last weeks. Key premises by the rules and by reports,
// flagged sites, patrols, inspections and urgings, obligations of landlords and employers, publicity.
#pragma once

#include <vector>

#include "town/sample_team_actions.h"

namespace weige::town {

// Before the visits, which answer for key premises as well: the list by the rules. Problems: a bug's.
Done list_sample_key_premises(const SampleWorkWish& wish);
// Most where posts can be signed in to. Problems: a bug's.
Done make_sample_place_work(const SampleWorkWish& wish, const std::vector<SampleTeam>& teams);

}  // namespace weige::town
