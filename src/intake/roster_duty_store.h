// SQL of what rosters and reports prove of the work plan's duties, by grid and month (N3, N4, N6, S3).
// Figures of the grids in scope. A list that a committee's post hands in is of each of its grids; what was
// reported of a place is of that place's grid.
#pragma once

#include "access/scope.h"
#include "norms/duty.h"
#include "store/database.h"

namespace weige::intake {

// The days of a month: the first, and the first of the next.
// N3: helpers who handed in a list, of those whose post is in the grid, full-time grid staff apart; one at
// the least.
norms::DutyCounts duty_n3(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// S3: lists handed in by anybody; one at the least.
norms::DutyCounts duty_s3(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// N4: declarations; one at the least.
norms::DutyCounts duty_n4(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// N6: who moved in or out, began or left work, as helpers reported it; one at the least.
norms::DutyCounts duty_n6(store::Transaction& tx, const access::Scope& scope, Day first, Day after);

}  // namespace weige::intake
