// Routes of doors and visits.
#pragma once

#include <vector>

#include "http/route.h"
#include "intake/finding.h"

namespace weige::http {

std::vector<Route> door_routes(const intake::FindingEvents& events);

}  // namespace weige::http
