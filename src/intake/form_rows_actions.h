// Rows of forms handed in as a roster: a step of the use cases of reports, declarations and pocket rosters.
#pragma once

#include "intake/form_rows.h"
#include "intake/roster_actions.h"

namespace weige::intake {

// as: what it is besides its rows; without a source, the acting post's title. Problems: those of hand_in().
Result<Roster> hand_in_rows(const RosterContext& context, const FormRows& rows, NewRoster as);

}  // namespace weige::intake
