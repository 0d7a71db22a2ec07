// Routes of single addresses: parse, add, read, renumber, split.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> address_routes();

}  // namespace weige::http
