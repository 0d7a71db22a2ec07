// The three layers of the sample town's map: committees, micro-grids, and coordinators' areas, which mostly
// follow the grids and differ here and there as they do where grids were drawn later. Pure.
#pragma once

#include <string>
#include <vector>

#include "town/sample_ground.h"

namespace weige::town {

// How an area differs from the grids: it holds two of them, is half of one, or its border to another area ran
// elsewhere.
enum class SampleDifference { none, holds_two, half, moved };

struct SampleMember {
  std::string code, name;  // WG-005-03, 蟠龙社区第三网格
  int committee = 0;       // its index
  bool is_populated = true;
  SampleDifference difference = SampleDifference::none;
  grids::Shape shape = {};  // degrees
};

struct SampleLayers {
  std::vector<SampleMember> committees, grids, areas;
  int unclaimed = 0;  // pieces of land inside the town that are in no area, since nobody lives there
};

SampleLayers sample_layers(const SampleGround& ground, const std::vector<SampleCommittee>& committees);

}  // namespace weige::town
