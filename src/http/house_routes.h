// Routes of the house itself: alive, ready, metrics, and the stream of live events.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/route.h"

namespace weige::http {

// metrics: gives the text of /metrics.
std::vector<Route> house_routes(std::function<std::string()> metrics);

}  // namespace weige::http
