#include "town/erasure_events.h"

namespace weige::town {

ErasureEvents& erasure_events() {
  static ErasureEvents events;
  return events;
}

}  // namespace weige::town
