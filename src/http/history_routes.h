// Routes of what was changed, and of taking it back.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> history_routes();

}  // namespace weige::http
