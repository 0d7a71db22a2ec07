// What two shapes have in common, together, or one without the other, as shapes. For single pairs that
// somebody looks at; areas of millions of pairs come from grids/measure.h. Shapes are valid and in metres of
// a plane.
#pragma once

#include "base/result.h"
#include "grids/shape.h"

namespace weige::grids {

// Robust: borders that nearly coincide are snapped by GEOS as far as needed (OverlayNGRobust), by far less
// than a millimetre. invalid_shape when a shape cannot be read as areas. Points and lines of the result are
// left out.
Result<Shape> intersection(const Shape& a, const Shape& b);
Result<Shape> united(const Shape& a, const Shape& b);
Result<Shape> difference(const Shape& a, const Shape& b);

// The shape with vertices and borders within the tolerance (metres) moved onto those of the other one, and
// valid.
Result<Shape> snapped(const Shape& shape, const Shape& onto, double tolerance);

}  // namespace weige::grids
