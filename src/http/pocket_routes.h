// /api/pocket: a sender's own list of people, line by line.
#pragma once

#include <functional>
#include <vector>

#include "http/route.h"

namespace weige::http {

// wake_jobs: that there is one to run.
std::vector<Route> pocket_routes(std::function<void()> wake_jobs);

}  // namespace weige::http
