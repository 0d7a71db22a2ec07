// /api/flagged-sites, /api/work-posts: flagged sites, and the posts that work can be given to.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> site_routes();

}  // namespace weige::http
