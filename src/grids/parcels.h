// Divides an area into parcels along lines between the buildings and lanes in it: each parcel is land that
// can change hands without a building or lane being cut.
//
// Land belongs to the atom (a building, a lane) with the nearest point: the Voronoi cells of the points, cut
// off at the area's border. Cells: Boost.Polygon, exact on whole numbers (S. Fortune, A sweepline algorithm
// for Voronoi diagrams, Algorithmica 2, 1987).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "grids/shape.h"

namespace weige::grids {

// Points are taken to the nearest multiple of this many metres from the area's lower left; those that meet
// there have a cell in common. A point still lies in the cell of its multiple, which is the nearest one.
inline constexpr double parcel_unit = 1.0 / 64;

struct Site {
  Point at;
  std::uint32_t atom = 0;
};

struct Parcel {
  // Ascending. Several where they have a point in common; none: land that no atom's land touches, and that
  // stays.
  std::vector<std::uint32_t> atoms;
  std::vector<Shape> blocks;  // in one piece each
};

// Parcels with atoms by their smallest atom, what is left at the end. They cover the area exactly once; where
// they meet they share vertices, and of the area's border they have the vertices bit for bit. Preconditions:
// a valid shape, and sites that it covers. layer_unresolved when its border coils too finely.
Result<std::vector<Parcel>> parcels_of(const Shape& area, std::span<const Site> sites);

}  // namespace weige::grids
