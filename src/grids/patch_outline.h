// The outline of a group of faces as a shape, and a point inside it.
#pragma once

#include <span>

#include "grids/arrangement.h"

namespace weige::grids {

// Faces that touch along edges are joined. Precondition: faces of the arrangement, none of them the outside.
Shape outline_of(const Arrangement& arrangement, std::span<const std::uint32_t> faces);

// In the widest stretch of the shape at a height near its middle: well inside, also for thin shapes.
// Precondition: a valid shape with area.
Point point_inside(const Shape& shape);

}  // namespace weige::grids
