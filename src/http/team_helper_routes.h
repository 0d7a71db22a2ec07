// /api/teams/{id}/helpers, /api/team-helpers, /api/team-imports: N forces, enlisted one by one or from a
// file.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> team_helper_routes();

}  // namespace weige::http
