#include "grids/lattice.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "grids/shape_points.h"

namespace weige::grids {
namespace {

// Empty when fewer than three different points are left.
Ring rounded_ring(const Ring& ring) {
  Ring rounded;
  rounded.reserve(ring.size());
  for (const Point point : ring)
    if (const Point at = on_lattice(point); rounded.empty() || at != rounded.back()) rounded.push_back(at);
  if (rounded.size() < 4) rounded.clear();
  return rounded;
}

}  // namespace

bool in_degrees(Point point) {
  return std::abs(point.x) <= 180 && std::abs(point.y) <= 90;  // false for what is no number
}

bool in_degrees(const Shape& shape) {
  return std::ranges::all_of(points_of(shape), [](Point point) { return in_degrees(point); });
}

Spot spot_of(Point point) {
  assert(in_degrees(point));
  return {std::llround(point.x * lattice_per_degree), std::llround(point.y * lattice_per_degree)};
}

// Both numbers are exact, so the quotient is the nearest double.
Point point_of(Spot spot) {
  return {static_cast<double>(spot.x) / lattice_per_degree, static_cast<double>(spot.y) / lattice_per_degree};
}

Shape on_lattice(const Shape& shape) {
  Shape result;
  for (const Polygon& polygon : shape.polygons) {
    Polygon rounded{rounded_ring(polygon.outer), {}};
    if (rounded.outer.empty()) continue;
    for (const Ring& hole : polygon.holes)
      if (Ring ring = rounded_ring(hole); !ring.empty()) rounded.holes.push_back(std::move(ring));
    result.polygons.push_back(std::move(rounded));
  }
  return result;
}

}  // namespace weige::grids
