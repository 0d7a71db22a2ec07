// What higher modules are told of approvals, inside the transaction of the decision: how what was approved
// begins by itself. main() subscribes them before anything runs.
#pragma once

#include "access/approval.h"
#include "base/event.h"

namespace weige::store {
class Transaction;
}

namespace weige::access {

struct ApprovalEvents {
  // Problem of a follower: it cannot be done any more, and the decision is not taken.
  Event<store::Transaction&, Instant, const Approval&> approved;
};
ApprovalEvents& approval_events();

}  // namespace weige::access
