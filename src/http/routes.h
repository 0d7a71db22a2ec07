// All routes of the program, from the <noun>_routes files. The one place where a new file of routes is named.
#pragma once

#include <functional>
#include <string>

#include "http/route.h"

namespace weige::http {

struct RouteParts {
  std::function<std::string()> metrics;  // the text of /metrics
};

RouteTable all_routes(const RouteParts& parts);

}  // namespace weige::http
