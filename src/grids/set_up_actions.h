// The use case of looking how far each committee is with setting up its grids (G2). Right: read_grids.
#pragma once

#include <string>
#include <vector>

#include "grids/layer_actions.h"

namespace weige::grids {

// Of what is in force today. aligned: of its areas, those that are one to one in the newest comparison of the
// layers in force.
struct SetUpLine {
  access::AreaId committee;
  std::string name;
  int grids = 0, areas = 0, aligned = 0;
  std::int64_t addresses = 0, placed = 0, doubted = 0;
};
// The committees that the post covers, by code.
Result<std::vector<SetUpLine>> set_up(const GridContext& context);

}  // namespace weige::grids
