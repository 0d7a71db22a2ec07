// Routes of today's doors: /api/plans, /api/doors/code.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> plan_routes();

}  // namespace weige::http
