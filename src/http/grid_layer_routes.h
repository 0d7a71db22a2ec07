// Routes of layers and their versions: from a file to what is in force.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "http/route.h"

namespace weige::http {

struct LayerUploadParts {
  std::string parse_program;      // parses files in a limited child
  std::filesystem::path scratch;  // for what a converter reads and writes; empty = the system's
};
std::vector<Route> grid_layer_routes(LayerUploadParts parts);

}  // namespace weige::http
