// Routes of the figures: overview and counters.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> overview_routes();

}  // namespace weige::http
