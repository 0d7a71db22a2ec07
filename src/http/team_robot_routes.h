// /api/teams/{id}/robot: what writes to the team's ordinary group. hosts: those that the operator allows.
#pragma once

#include <string>
#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> team_robot_routes(const std::vector<std::string>& hosts);

}  // namespace weige::http
