// Routes of organisations: read, add, edit or cancel, and who works there.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> organisation_routes();

}  // namespace weige::http
