#include "http/door_call.h"

#include "http/register_call.h"

namespace weige::http {

void tell_door(Call& call, const work::DoorId& door) {
  if (door.premises)
    tell_change(call, registry::RecordKind::premises, *door.premises);
  else if (door.organisation)
    tell_change(call, registry::RecordKind::organisation, *door.organisation);
}

}  // namespace weige::http
