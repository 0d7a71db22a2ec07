// Routes of posts: list, create, give, take back, end.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> post_routes();

}  // namespace weige::http
