// Routes of statistics that leave the house.
#pragma once

#include <filesystem>
#include <vector>

#include "http/route.h"

namespace weige::http {

// scratch: for files on their way out; empty = the system's.
std::vector<Route> publication_routes(const std::filesystem::path& scratch);

}  // namespace weige::http
