// /api/lead-own-key, /api/lead-box, /api/lead-keys: the keys of sealed letters, which the server cannot open.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> lead_key_routes();

}  // namespace weige::http
