// Routes of single reports: /api/reports.
#pragma once

#include <functional>
#include <vector>

#include "http/route.h"

namespace weige::http {

// wake_jobs: that there is one to run.
std::vector<Route> report_routes(std::function<void()> wake_jobs);

}  // namespace weige::http
