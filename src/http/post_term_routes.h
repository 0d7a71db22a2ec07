// Routes of successors and deputies of posts.
#pragma once

#include <vector>

#include "access/approval.h"
#include "http/route.h"

namespace weige::http {

// rules: whether naming somebody waits for a second person.
std::vector<Route> post_term_routes(const access::ApprovalRules& rules);

}  // namespace weige::http
