// Route of reorganising committees.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> reorganise_routes();

}  // namespace weige::http
