// Tasks lie in the area of their place and move with it; a difference that is decided needs nobody at the
// door, and one whose door waits for the officer is not decided with a list, nor by who handed it over (C5,
// O5). To be called once, before anything runs.
#pragma once

#include "intake/finding.h"
#include "registry/register_events.h"

namespace weige::work {

void follow_register(registry::RegisterEvents& events);
// Tasks of findings are opened in the background (due_task_actions.h): a list of thousands of rows waits for
// nothing.
void follow_findings(intake::FindingEvents& events);

}  // namespace weige::work
