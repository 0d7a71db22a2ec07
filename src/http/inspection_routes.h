// /api/inspections, /api/urgings: inspections with their answers, and reminders.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> inspection_routes();

}  // namespace weige::http
