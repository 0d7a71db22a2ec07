// Routes of full verification and of the share of grid staff: /api/verification, /api/grid-staff-share.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> verification_routes();

}  // namespace weige::http
