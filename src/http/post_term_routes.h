// Routes of successors and deputies of posts.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> post_term_routes();

}  // namespace weige::http
