// Routes of residences: moving in, correcting, the next state.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> residence_routes();

}  // namespace weige::http
