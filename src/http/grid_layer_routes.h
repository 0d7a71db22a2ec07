// Routes of layers and their versions: from a file to what is in force.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "http/route.h"

namespace weige::http {

struct LayerParts {
  std::string parse_program;        // parses files in a limited child
  std::filesystem::path scratch;    // for what a converter reads and writes; empty = the system's
  std::function<void()> wake_jobs;  // told after a publication has been submitted
};
std::vector<Route> grid_layer_routes(const LayerParts& parts);

}  // namespace weige::http
