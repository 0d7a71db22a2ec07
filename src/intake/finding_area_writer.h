// Findings lie in the area of their place and move with it, in the transaction that moves the place.
#pragma once

#include "registry/register_events.h"

namespace weige::intake {

// Subscribes. To be called once, before anything runs.
void follow_register(registry::RegisterEvents& events);

}  // namespace weige::intake
