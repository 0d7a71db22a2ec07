// Telling open pages that something moved at a door: a visit, a task.
#pragma once

#include "http/call.h"
#include "work/door.h"

namespace weige::http {

// The event `change` of its premises, or of the organisation where it has none.
Telling door_telling(store::Transaction& tx, const work::DoorId& door);
// Once the answer is certain.
void tell_door(Call& call, const work::DoorId& door);

}  // namespace weige::http
