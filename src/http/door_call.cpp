#include "http/door_call.h"

#include "http/register_call.h"

namespace weige::http {

Telling door_telling(store::Transaction& tx, const work::DoorId& door) {
  if (door.premises) return change_telling(tx, registry::RecordKind::premises, *door.premises);
  return change_telling(tx, registry::RecordKind::organisation, door.organisation.value());
}

void tell_door(Call& call, const work::DoorId& door) {
  call.tellings.push_back(door_telling(call.tx(), door));
}

}  // namespace weige::http
