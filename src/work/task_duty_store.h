// What tasks and visits prove of the work plan's duties, by grid in scope, over the days from first to before
// after. Counts of doors and tasks, of no person; nobody's own work stands alone.
#pragma once

#include "access/scope.h"
#include "norms/duty.h"
#include "store/database.h"

namespace weige::work {

// C1: visits of the grid's coordinator beside the set workload (K5).
norms::DutyCounts duty_c1(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// C3, O3: residents' records kept at the door by the coordinator; doors visited by the officer, one a week.
norms::DutyCounts duty_c3(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
norms::DutyCounts duty_o3(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// C5: doors handed over to the officer in the month, all that were, by the visits that were turned away; O5:
// those that the officer has led, of these and of those that still wait, since whenever.
norms::DutyCounts duty_c5(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
norms::DutyCounts duty_o5(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// C10: data handed down that were due, and those that were checked at the door.
norms::DutyCounts duty_c10(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// L7, O7, C7: differences answered, of those that waited in the month; one at the least. Its task at the door
// is the same thing and counts nowhere; what was handed down is C10's.
norms::DutyCounts duty_l7(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// S4: weekly visits to residents, premises and organisations; more of one kind stands for no other.
norms::DutyCounts duty_s4_visits(store::Transaction& tx, const access::Scope& scope, Day first, Day after);

}  // namespace weige::work
