// Cuts the borders of a layer where they cross or touch, so that afterwards they meet at ends only.
//
// Coordinates become whole numbers of a unit far below what is measured, and every question about sides is
// answered exactly. A vertex within one unit of a border cuts it; a crossing point is rounded to whole units,
// which moves the border by less than one unit. Time grows with the number of borders and crossings, however
// borders jitter.
#pragma once

#include <cstdint>
#include <vector>

namespace weige::grids {

// In units.
struct Spot {
  std::int64_t x = 0, y = 0;
  friend bool operator==(const Spot&, const Spot&) = default;
};

__extension__ using Wide = __int128;  // holds any product of two differences of spots

// The sign tells on which side of the line from a to b the spot c lies, exactly; the size is twice the area.
double turn(Spot a, Spot b, Spot c);

// A piece of a member's border, its inside on the left.
struct Segment {
  Spot from, to;
  std::uint32_t member = 0;
  std::uint32_t part = 0;  // the polygon's index in the member
};

// tangled: they cross tens of millions of times, which no map does; they are as they were.
enum class Noded : std::uint8_t { unchanged, cut, tangled };

// One pass: replaces segments that were cut by their pieces, in order. Rounding can let a piece meet
// something new; a further pass finds it.
Noded node(std::vector<Segment>& segments);

}  // namespace weige::grids
