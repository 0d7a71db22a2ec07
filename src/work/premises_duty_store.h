// SQL of what the records of key premises, sites, patrols, inspections, obligations and publicity show of the
// duties: of each current grid in scope, in the days from first to the one before after; of no person.
#pragma once

#include "access/scope.h"
#include "base/clock.h"
#include "norms/duty.h"
#include "store/database.h"

namespace weige::work {

// Inspections and urgings by the leader (L2) and by the officer (O2); as many are due as K6 says.
norms::DutyCounts duty_l2(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
norms::DutyCounts duty_o2(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// Patrols done, of those that K5 asks for.
norms::DutyCounts duty_l3(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// Visits that key premises of the grid need (K2) and clean-up steps: by anybody (L4), by the officer with the
// checks of sites (O4), by the coordinator with the coordinator's own steps (C4). Nothing is due where there
// are neither.
norms::DutyCounts duty_l4(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
norms::DutyCounts duty_o4(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
norms::DutyCounts duty_c4(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// Reports of key premises: that they were decided (L5), that helpers made some (N5). Of sealed leads nothing
// is counted (boundaries.md 3).
norms::DutyCounts duty_l5(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
norms::DutyCounts duty_n5(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// Publicity, and what was done about obligations, by the role; one a month is due. N8: publicity through a
// channel of the helpers.
norms::DutyCounts duty_l8(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
norms::DutyCounts duty_o8(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
norms::DutyCounts duty_c8(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
norms::DutyCounts duty_n8(store::Transaction& tx, const access::Scope& scope, Day first, Day after);

}  // namespace weige::work
