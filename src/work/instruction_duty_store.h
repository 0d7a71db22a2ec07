// What instructions tell of the work of a grid in a month (work plan B1, F1: problems solved in time), and
// how many wait for a post, for home pages.
#pragma once

#include "access/ids.h"
#include "base/clock.h"
#include "norms/duty.h"
#include "store/database.h"

namespace weige::work {

// Branches of posts of the grid that were due from the day on and before the other: how many there were, and
// how many were reported by then. By the grid's area id.
norms::DutyCounts instructions_in_time(store::Transaction& tx, Instant from, Instant before);

// That the post still has to answer.
std::int64_t open_instructions_of(store::Transaction& tx, access::PostId post);

}  // namespace weige::work
