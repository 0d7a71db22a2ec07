// Routes of employments: begin, correct or end.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> employment_routes();

}  // namespace weige::http
