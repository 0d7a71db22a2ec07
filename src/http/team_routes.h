// /api/teams, /api/committees/{id}/duties, /api/supervision: teams, what lacks, who does what.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> team_routes();

}  // namespace weige::http
