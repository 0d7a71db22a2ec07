// Routes of retention and erasure: the clocks, what was erased, erasing one person, legal holds.
#pragma once

#include <vector>

#include "http/route.h"
#include "town/retention_actions.h"

namespace weige::http {

std::vector<Route> retention_routes(const town::RetentionParts& parts);

}  // namespace weige::http
