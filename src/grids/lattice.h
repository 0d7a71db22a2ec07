// Owns the lattice on which stored layers lie: points in degrees whose coordinates are multiples of 1e-9
// (0.1 mm). Members that share a vertex share it bit for bit, also after it was written with nine decimals
// and read again, and as whole numbers borders can be worked on exactly (grids/noding.h).
#pragma once

#include <utility>

#include "grids/noding.h"
#include "grids/shape.h"

namespace weige::grids {

inline constexpr double lattice_per_degree = 1e9;

// Finite, and a place on Earth: what all else here takes.
bool in_degrees(Point point);
bool in_degrees(const Shape& shape);

// The nearest lattice point in units of the lattice. There and back is exact for points of the lattice.
Spot spot_of(Point point);
// The doubles nearest to the multiples: those that nine decimals are read as.
Point point_of(Spot spot);

inline Point on_lattice(Point point) {
  return point_of(spot_of(point));
}
// Points that fall together become one; rings that are left without an inside are dropped. Borders move by up
// to 0.1 mm, so a shape whose border nearly touches itself can become invalid.
Shape on_lattice(const Shape& shape);

// A spot's key for sorting and searching.
inline std::pair<std::int64_t, std::int64_t> place(Spot spot) {
  return {spot.x, spot.y};
}

}  // namespace weige::grids
