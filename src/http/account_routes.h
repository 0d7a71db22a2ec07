// Routes of accounts: list, invite, change, a new one-time link.
#pragma once

#include <vector>

#include "base/random.h"
#include "http/route.h"

namespace weige::http {

std::vector<Route> account_routes(const Random& random);

}  // namespace weige::http
