// Invented layers of micro-grids: cells with wavy borders, in metres, whose planted faults have areas known
// by construction. The same seed gives the same town.
#pragma once

#include <cstdint>
#include <vector>

#include "grids/shape.h"

namespace weige::test {

struct TownPlan {
  std::size_t columns = 10, rows = 10;
  std::size_t points_per_side = 15;  // a cell has four sides: 60 vertices
  double cell = 200;                 // metres
  double wave = 2;                   // metres a border strays from its straight line, at most
  double jitter =
      0;  // metres by which each member's copy of each vertex is off, at most: borders drawn twice
  std::uint64_t seed = 1;
};

enum class Side : std::uint8_t { south, east, north, west };

// A rectangle between two neighbours at one border segment.
struct Pocket {
  std::size_t cell = 0;
  Side side = Side::east;
  std::size_t segment = 7;  // from 0; the cell's corners belong to the first and last one
  double depth =
      0;  // metres; positive: cut out of the cell (a gap); negative: over the neighbour (an overlap)
};

class GridTown {
 public:
  explicit GridTown(const TownPlan& plan);

  // Changes the cell's own copy of the border; returns the pocket's area in m².
  double plant(const Pocket& pocket);
  // Moves the inner points of the common border in both members, by metres to the north or east: nothing
  // opens. Returns the area that changes hands in m².
  double shift(std::size_t cell, Side side, double metres);

  // The cell's outline, counterclockwise and closed.
  grids::Ring ring(std::size_t cell) const;
  std::vector<grids::Shape> shapes() const;
  // The cell in two halves, cut from the middle of its south side to the middle of its north side.
  std::vector<grids::Shape> halves(std::size_t cell) const;
  // The cell and its neighbour to the east as one.
  grids::Shape with_east(std::size_t cell) const;
  std::size_t neighbour(std::size_t cell, Side side) const;

 private:
  // A side's points from its start corner up to but without the next corner, counterclockwise around the
  // cell.
  grids::Ring& chain(std::size_t cell, Side side);
  const grids::Ring& chain(std::size_t cell, Side side) const;
  grids::Ring whole_side(std::size_t cell, Side side) const;

  TownPlan plan_;
  std::vector<grids::Ring> chains_;  // four of each cell
};

inline grids::Shape shape_of(grids::Ring ring) {
  return {{{std::move(ring), {}}}};
}
grids::Shape rectangle(grids::Point low, grids::Point high);

}  // namespace weige::test
