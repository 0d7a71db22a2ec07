// /api/patrols, /api/patrol-notices: patrols, and what was noticed.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> patrol_routes();

}  // namespace weige::http
