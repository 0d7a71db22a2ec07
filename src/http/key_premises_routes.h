// /api/key-premises, /api/key-premises-reports: key premises and what is reported to be some.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> key_premises_routes();

}  // namespace weige::http
