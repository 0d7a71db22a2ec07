// Standing rule: what is done with the lists of a sender as soon as they are compared, so that what was
// decided once for a sender whom one trusts is not asked again (S3).
#pragma once

#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/ids.h"
#include "intake/finding.h"

namespace weige::intake {

using RosterRuleId = Id<struct RosterRuleTag>;

struct RosterRule {
  RosterRuleId id;
  access::PostId sender;
  access::AccountId account;  // who set it
  access::PostId post;        // in whose name, and within whose scope, it is done
  access::AreaId area;        // of that post
  std::vector<FindingKind> kinds = {};
  bool confirm_same = false;
  Instant set_at{};
};

}  // namespace weige::intake
