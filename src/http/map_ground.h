// What the operator has put under the map.
#pragma once

#include <string>

namespace weige::http {

struct MapGround {
  std::string tiles = {};        // a URL with {z}, {x} and {y}; empty: plain ground
  std::string attribution = {};  // whose they are
};

}  // namespace weige::http
