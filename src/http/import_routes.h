// Routes of imports: start one over an upload, follow it, look at its rows, fetch what goes back to the
// sender.
#pragma once

#include <functional>
#include <vector>

#include "http/route.h"

namespace weige::http {

// wake_jobs: told after an import has been submitted.
std::vector<Route> import_routes(std::function<void()> wake_jobs);

}  // namespace weige::http
