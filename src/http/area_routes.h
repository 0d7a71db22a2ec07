// Routes of areas: list, create, rename, move, close; setting up the town from the division table.
#pragma once

#include <vector>

#include "http/route.h"
#include "standards/division_table.h"

namespace weige::http {

// divisions: none = the town cannot be set up from here (problem division_table).
std::vector<Route> area_routes(const standards::DivisionTable* divisions);

}  // namespace weige::http
