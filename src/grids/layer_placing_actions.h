// Placing every address of a town in a version that takes effect, where that is too much to wait for: a job
// does it group by group in short transactions, and publishes the version in its last one. A step of use
// cases.
#pragma once

#include <string_view>

#include "grids/layer_actions.h"
#include "jobs/job_context.h"

namespace weige::grids {

inline constexpr std::string_view kPlacingJob = "grid_placing";
// The acting post's job for a version that is placing from now on; addresses: how many there are.
jobs::JobId submit_placing(const GridContext& context, VersionId version, std::int64_t addresses);

// The handler of that job, as whoever submitted it. Cancelled or refused, it takes back what it has placed
// and the version is a draft again. Its result: {"version_id": n}. Problems: forbidden, not_found,
// version_conflict (the version is not this job's).
Done run_placing(jobs::JobContext& job, const Clock& clock, TownTime town = {});

// The last step, once every address is placed: the version is published. A day that has passed meanwhile
// becomes today, so that the past keeps its borders; a layer's first version has none to keep.
Result<GridVersion> take_effect(const GridContext& context, GridVersion placed);

}  // namespace weige::grids
