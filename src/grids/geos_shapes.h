// Shapes to geometries of GEOS and back, for the .cpp files that ask GEOS; its own headers stay out of ours.
#pragma once

#include <memory>

#include "grids/shape.h"

namespace geos::geom {
class Geometry;
}

namespace weige::grids {

// Precondition: rings are closed, of four points or more, of finite numbers.
std::unique_ptr<geos::geom::Geometry> to_geos(const Shape& shape);
// Its polygons, rings in our direction; points and lines are left out.
Shape from_geos(const geos::geom::Geometry& geometry);

}  // namespace weige::grids
