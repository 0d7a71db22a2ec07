// Routes of people: read, reveal, add, edit, merge, split.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> person_routes();

}  // namespace weige::http
