// Routes of tasks, of doors that the officer leads, and of campaigns.
#pragma once

#include <functional>
#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> task_routes();

}  // namespace weige::http
