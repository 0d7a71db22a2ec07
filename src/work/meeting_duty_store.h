// SQL of what meetings, shifts and daily reports prove of the work plan's duties, of each grid and month,
// from records alone; of the grids in scope, for the duty board. due comes of the rules in force on the
// month's last day, so an idle month has something due. first: the month's first day; after: the first of the
// next.
#pragma once

#include "access/scope.h"
#include "norms/duty.h"
#include "store/database.h"

namespace weige::work {

// Reviews and summaries that were held and closed, of the grid or of the committee it lies in; due: as often
// as K5 demands them.
norms::DutyCounts duty_l9(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// The same where the officer was present and reported.
norms::DutyCounts duty_o9(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// Where the coordinator was present and reported.
norms::DutyCounts duty_c9(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// Where a helper was present or suggested something.
norms::DutyCounts duty_n9(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// Closed with an agenda, minutes and somebody present: what closing asks for.
norms::DutyCounts duty_s1(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// Weeks with a plan of staggered hours; due: each week that begins in the month.
norms::DutyCounts duty_s5(store::Transaction& tx, const access::Scope& scope, Day first, Day after);
// Days, Monday to Friday, with a daily report of the grid.
norms::DutyCounts duty_c2(store::Transaction& tx, const access::Scope& scope, Day first, Day after);

}  // namespace weige::work
