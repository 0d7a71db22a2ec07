// Routes of the duty board and of the progress of the set-up.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> duty_routes();

}  // namespace weige::http
