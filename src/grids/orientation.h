// Owns the one question every answer about borders rests on: on which side of a line a point lies. Exact for
// all finite coordinates whose products neither overflow nor underflow.
#pragma once

#include <cmath>

#include "grids/shape.h"

namespace weige::grids {

// The sign by exact arithmetic; orientation() asks it only where rounding could decide.
int exact_orientation(Point a, Point b, Point c);

// 1: c lies left of the line from a to b; -1: right of it; 0: on it.
// The bound is Shewchuk's for the first stage of orient2d (Adaptive precision floating-point arithmetic,
// 1997).
inline int orientation(Point a, Point b, Point c) {
  constexpr double bound = 3.3306690738754716e-16;  // (3 + 16u)u with u = 2^-53
  const double left = (a.x - c.x) * (b.y - c.y), right = (a.y - c.y) * (b.x - c.x);
  const double determinant = left - right;
  if (std::abs(determinant) > bound * (std::abs(left) + std::abs(right))) return determinant > 0 ? 1 : -1;
  return exact_orientation(a, b, c);
}

}  // namespace weige::grids
