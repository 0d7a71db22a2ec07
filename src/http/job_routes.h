// Routes of one's own long work.
#pragma once

#include <filesystem>
#include <vector>

#include "http/route.h"

namespace weige::http {

// scratch: the folder for files on their way out; empty = the system's.
std::vector<Route> job_routes(const std::filesystem::path& scratch);

}  // namespace weige::http
