// Tells whether a shape is valid in the sense of OGC Simple Features (06-103r4, 6.1.11), what is wrong and
// where, and mends it in a way that people can consent to: with what it loses and gains.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "grids/shape.h"

namespace weige::grids {

enum class FaultKind : std::uint8_t {
  no_number,        // a coordinate is not finite; nothing else is told then
  too_few_points,   // a ring with fewer than three different points, or a shape without polygons
  open_ring,        // the last point is not the first
  wrong_direction,  // an outer ring clockwise or a hole counterclockwise: normalised() turns it
  spike,            // the border runs out and back along the same line
  self_crossing,    // a ring crosses itself or another one
  self_touching,    // a ring touches itself in a point
  hole_outside,     // of its polygon
  nested_holes,     // a hole in a hole
  nested_polygons,  // a polygon of the shape inside another one
  duplicate_rings,  // the same ring twice
  split_inside,     // holes cut the inside in two
};

struct Fault {
  FaultKind kind;
  Point at;  // of the fault, or the ring's first point; zero where there is none
  bool operator==(const Fault&) const = default;
};

struct ShapeCheck {
  std::vector<Fault>
      faults;  // empty: valid. Crossings: the first one in each polygon, then one between polygons
};
ShapeCheck check_shape(const Shape& shape);

// Whether every ring is closed and has four finite points or more: all that GEOS needs to look at it.
bool readable(const Shape& shape);

struct Normalised {
  Shape shape;
  std::size_t turned = 0;  // rings
};
// Rings in the direction that shape.h states. Points that repeat the one before are dropped.
Normalised normalised(Shape shape);

struct Repair {
  Shape shape;        // valid; without polygons when nothing has area
  double lost = 0;    // square units that lay within the outer rings (and no hole) before, and no longer do
  double gained = 0;  // and that did not before
};
// Rings with too few points are dropped, open ones closed; crossings become corners (GEOS MakeValid); of the
// result only areas are kept. invalid_shape when a coordinate is not finite.
Result<Repair> repaired(const Shape& shape);

}  // namespace weige::grids
