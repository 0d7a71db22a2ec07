// Routes of staggered hours.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> shift_routes();

}  // namespace weige::http
