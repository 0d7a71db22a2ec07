// /api/rosters and /api/findings.
#pragma once

#include <functional>
#include <vector>

#include "http/route.h"
#include "intake/finding.h"

namespace weige::http {

// events must outlive the routes.
std::vector<Route> roster_routes(const intake::FindingEvents& events, std::function<void()> wake_jobs);

}  // namespace weige::http
