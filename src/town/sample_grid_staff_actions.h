// Use case: once the sample town's grids are in force, its coordinators answer for one grid each (专人专用)
// instead of their whole committee. Grids beyond their number stay without one, as in life.
#pragma once

#include "store/database.h"
#include "town/sample_layers.h"
#include "town/sample_staff_actions.h"

namespace weige::town {

// staffing: its coordinators' posts are replaced by those of the grids, and the title of the coordinator who
// can sign in names the grid. Returns how many grids got one. Problems: a bug's.
Result<int> give_grids_to_coordinators(store::Transaction& tx, Instant now, const SampleLayers& layers,
                                       SampleStaffing& staffing);

}  // namespace weige::town
