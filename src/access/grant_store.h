// SQL of grants: which wait for a second person, and whether the town has got so far that there is one.
#pragma once

#include <string>
#include <vector>

#include "access/grant.h"
#include "store/database.h"

namespace weige::access {

struct WaitingGrant {
  ApprovalId approval;
  PostId post;
  AccountId account;
  std::string name;
  GrantWay way = GrantWay::holder;
};
std::vector<WaitingGrant> waiting_grants(store::Transaction& tx, Instant now);

// Whether a post of security administrator was ever held by somebody who has signed in.
bool had_security_admin(store::Transaction& tx, Instant now);

}  // namespace weige::access
