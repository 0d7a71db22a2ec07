// Use cases of the second person: approving and refusing. What is approved begins in the same transaction: a
// post is given, and higher modules are told of the rest (approval_events.h).
#pragma once

#include <string>
#include <vector>

#include "access/actor.h"
#include "access/approval.h"
#include "access/approval_events.h"
#include "store/database.h"

namespace weige::access {

// Problems of both: not_found (also where the actor may not decide it, and where it is a post for himself),
// approval_own (he asked for it, from whichever post), step_up_required, approval_over, approval_lapsed.

struct Approving {
  ApprovalId id;
  std::string digest;  // of what was shown to the actor
  const ApprovalEvents& events = approval_events();
};
struct Approved {
  Approval approval;
  std::vector<AccountId> touched = {};  // whose posts are others now
};
// Problems: approval_differs, and those of what begins: why a post cannot be given.
Result<Approved> approve(store::Transaction& tx, Instant now, const Actor& actor, const Approving& approving);

struct Refusing {
  ApprovalId id;
  std::string answer;  // why
};
// Also of whoever objects to what would be done alone. Problems at reason: missing_field, too_long,
// bad_characters.
Result<Approval> refuse(store::Transaction& tx, Instant now, const Actor& actor, const Refusing& refusing);

}  // namespace weige::access
