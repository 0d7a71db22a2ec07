// Shapes as plain numbers: what layers are made of, without library and without datum. Whoever hands one on
// says whether it is in degrees (x = longitude, y = latitude, CGCS2000) or in metres of a plane
// (grids/plane.h).
#pragma once

#include <vector>

namespace weige::grids {

struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};
// Closed: the last point is the first. Outer rings run counterclockwise, holes clockwise (RFC 7946, 3.1.6).
using Ring = std::vector<Point>;
struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};
// A grid or area: one polygon as a rule, several where it has islands.
struct Shape {
  std::vector<Polygon> polygons;
  friend bool operator==(const Shape&, const Shape&) = default;
};

}  // namespace weige::grids
