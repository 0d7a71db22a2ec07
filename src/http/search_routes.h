// The search. A POST, so that names and numbers stay out of addresses and logs.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> search_routes();

}  // namespace weige::http
