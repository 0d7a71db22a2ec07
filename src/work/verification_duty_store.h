// What full verification and the share of grid staff tell the duty board (O6, S2, L6), by grid in scope,
// from records only.
#pragma once

#include "access/scope.h"
#include "base/clock.h"
#include "norms/duty.h"
#include "store/database.h"

namespace weige::work {

// Of every current grid, records of the month [first, after).
// O6: due, one round a month; done, it was closed.
norms::DutyCounts duty_o6(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// S2: due, the doors of the grid; done, those confirmed this month, or told of in a closed round why not.
norms::DutyCounts duty_s2(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// L6: due, how many of the month's changes to residents' records grid staff must have had a hand in; done, in
// how many they had.
norms::DutyCounts duty_l6(store::Transaction& tx, const access::Scope& scope, Day first, Day after);

}  // namespace weige::work
