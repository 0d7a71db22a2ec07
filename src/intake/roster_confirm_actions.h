// What a roster says that the register says, too: its day makes the register fresher, and changes nothing
// else. A step of applying a roster as a whole.
#pragma once

#include <functional>

#include "intake/roster_rows_actions.h"
#include "intake/roster_store.h"
#include "registry/register_writer.h"

namespace weige::intake {

// Begun when something is to be written: an operation that wrote nothing is none.
using WriterInNeed = std::function<registry::RegisterWriter&()>;

// Confirms the person's fields that the row gives, and the residence at the address that it gives. False
// where the register knows of a confirmation as late as the roster's day, or the person is no longer there.
Result<bool> confirm_row(const registry::WriteContext& context, const WriterInNeed& writer,
                         const RosterRow& row, const ComparedRow& compared, Day reference);

}  // namespace weige::intake
