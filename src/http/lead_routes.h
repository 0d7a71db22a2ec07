// /api/lead-channels, /api/leads: sealed letters to officers. None of it is counted in metrics.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> lead_routes();

}  // namespace weige::http
