// The agenda of an area as it is now: rectification items that are not closed first, then weak points by
// share.
#pragma once

#include <vector>

#include "work/agenda.h"
#include "work/meeting_context.h"

namespace weige::work {

// What parts of the work add to an agenda; a new part adds its line here.
const std::vector<AgendaSource>& agenda_sources();

// Read within the scope of whoever makes it, who covers the area.
std::vector<AgendaItem> make_agenda(const MeetingContext& context, std::int64_t area);

}  // namespace weige::work
