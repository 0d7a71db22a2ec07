// Routes of instructions and their branches.
#pragma once

#include <filesystem>
#include <vector>

#include "http/route.h"

namespace weige::http {

// scratch: folder for the sheet of answers on its way; empty = the system's.
std::vector<Route> instruction_routes(const std::filesystem::path& scratch);
std::vector<Route> instruction_branch_routes();

}  // namespace weige::http
