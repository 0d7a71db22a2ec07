// Routes of the audit log, for the auditor alone. Nothing here changes or removes an entry.
#pragma once

#include <filesystem>
#include <vector>

#include "http/route.h"

namespace weige::http {

// scratch: the folder for files on their way out; empty = the system's.
std::vector<Route> audit_routes(const std::filesystem::path& scratch);

}  // namespace weige::http
