// The points of a shape one after the other, for what works on many points at once.
#pragma once

#include <span>
#include <vector>

#include "grids/shape.h"

namespace weige::grids {

std::vector<Point> points_of(const Shape& shape);
// The same rings with other points. Precondition: as many as points_of() gives.
Shape with_points(Shape shape, std::span<const Point> points);

}  // namespace weige::grids
