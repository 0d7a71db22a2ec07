// The policy as people may read it: the purposes with their rules, and why one may or may not.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> policy_routes();

}  // namespace weige::http
