// The route of every closed list the screens need, by name, with Chinese and English names.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> code_routes();

}  // namespace weige::http
