// How shapes become members of a version: measured in its plane, checked, labelled, and given committee and
// population elements as the addresses in them suggest. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "grids/grid_layer.h"
#include "grids/placement.h"
#include "grids/plane.h"

namespace weige::grids {

// Sets the derived fields (area, label, faulty) from the shape, whose rings are put into their direction.
// Problems: plane_far, by the member's code.
Done measure(GridMember& member, Plane& plane);

// Makes members that meet do so at ends of borders only (layer_edit.h, joining). Precondition: none is
// faulty.
Done join(std::vector<GridMember>& members, Plane& plane);

// The middle of the box of all shapes.
Point middle_of(std::span<const GridMember> members);

// A point of an address with the committee it belongs to.
struct CommitteePoint {
  Point at;
  std::int64_t committee = 0;
};
// Members that state none get the committee of most points in them (the smallest id of equals). Where there
// are points at all, a member without any has no population elements.
void suggest(std::vector<GridMember>& members, std::span<const CommitteePoint> points);

}  // namespace weige::grids
