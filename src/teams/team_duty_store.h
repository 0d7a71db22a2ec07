// SQL of the duties that teams' records prove, by grid: computed from what is recorded and from nothing else.
// Figures of every current grid in scope, for the duty board. first: of the month; after: the first day of
// the next.
#pragma once

#include "access/scope.h"
#include "norms/duty.h"
#include "store/database.h"

namespace weige::teams {

// L1: the stream is used: one text in the month, by whomever of the team.
norms::DutyCounts duty_l1(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// L10: the list was changed or looked through in the month.
norms::DutyCounts duty_l10(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// O1: the officer wrote in the stream or confirmed an instruction there.
norms::DutyCounts duty_o1(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// N1: helpers enlisted at the month's end, and of them those whom the team reaches; at least one is due.
norms::DutyCounts duty_n1(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// N2: of them, those guided in the month.
norms::DutyCounts duty_n2(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// N7: of them, those whose undertaking held at the month's end.
norms::DutyCounts duty_n7(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// N10: of them, those guided about the rules within the time that an undertaking holds.
norms::DutyCounts duty_n10(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// S1, of its group: two posts at least wrote in the month.
norms::DutyCounts duty_s1_group(store::Transaction& tx, const access::Scope& scope, Day first, Day after);

}  // namespace weige::teams
