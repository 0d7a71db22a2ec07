#include "access/approval_events.h"

namespace weige::access {

ApprovalEvents& approval_events() {
  static ApprovalEvents events;
  return events;
}

}  // namespace weige::access
