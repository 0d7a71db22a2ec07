#include "registry/register_events.h"

namespace weige::registry {

RegisterEvents& register_events() {
  static RegisterEvents events;
  return events;
}

}  // namespace weige::registry
