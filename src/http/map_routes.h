// GET /api/map: on what ground the client draws its map.
#pragma once

#include <string>
#include <vector>

#include "http/map_ground.h"
#include "http/route.h"

namespace weige::http {

std::vector<Route> map_routes(const MapGround& ground);

}  // namespace weige::http
