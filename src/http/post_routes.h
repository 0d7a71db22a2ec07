// Routes of posts: list, create, give, take back, end.
#pragma once

#include <vector>

#include "access/approval.h"
#include "http/route.h"

namespace weige::http {

// rules: whether giving a post waits for a second person.
std::vector<Route> post_routes(const access::ApprovalRules& rules);

}  // namespace weige::http
