// Routes of where addresses fall and what members hold.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> grid_place_routes();

}  // namespace weige::http
