// Use case of reports: hand one in. What becomes of it is seen like any roster. Right: hand_in_rosters.
#pragma once

#include "intake/report.h"
#include "intake/roster_actions.h"

namespace weige::intake {

// Kept as a file of one row that speaks of the post's own area; its source is the post's title. Problems:
// forbidden, those of check(), date_out_of_range (noticed_on).
Result<Roster> hand_in_report(const RosterContext& context, const Report& report);

}  // namespace weige::intake
