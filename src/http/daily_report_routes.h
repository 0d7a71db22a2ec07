// Routes of daily reports.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> daily_report_routes();

}  // namespace weige::http
