// Routes of premises and their labels.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> premises_routes();

}  // namespace weige::http
