// /api/obligations, /api/publicity: whose own duty registration is, and publicity.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> obligation_routes();

}  // namespace weige::http
