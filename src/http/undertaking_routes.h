// Routes of the confidentiality undertaking: its text and one's own signature.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> undertaking_routes();

}  // namespace weige::http
