// The route of the self-check.
#pragma once

#include <vector>

#include "http/route.h"
#include "town/self_check.h"

namespace weige::http {

// settings: as the server was started; whether a request came over TLS is asked of the request.
std::vector<Route> self_check_routes(const town::SelfCheckSettings& settings);

}  // namespace weige::http
