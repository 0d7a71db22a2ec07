// Routes of the norms K1-K6.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> norm_routes();

}  // namespace weige::http
