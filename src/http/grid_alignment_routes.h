// Routes of comparisons of responsibility areas with micro-grids.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> grid_alignment_routes();

}  // namespace weige::http
