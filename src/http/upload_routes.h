// Routes of uploads: a file in, and what was found in it.
#pragma once

#include <string>
#include <vector>

#include "http/route.h"

namespace weige::http {

// parse_program: what parses in the limited child process.
std::vector<Route> upload_routes(std::string parse_program);

}  // namespace weige::http
