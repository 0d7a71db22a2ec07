// Where the blocks of the sample town lie: streets that are nearly straight, in metres around the middle of
// 徐泾镇, and in degrees of CGCS2000 for everybody else. Neighbours share every point of their border. Pure.
#pragma once

#include <array>
#include <vector>

#include "grids/shape.h"
#include "town/sample_blocks.h"
#include "town/sample_random.h"

namespace weige::town {

class SampleLattice {
 public:
  SampleLattice(int columns, int rows, SampleRandom random);

  // A place within a block, as shares of its width and height from the south-west.
  struct Spot {
    double east = 0.5, north = 0.5;
  };
  grids::Point at(SampleBlock block, Spot spot) const;
  // So many metres west of the middle; a town ends before 5,000.
  grids::Point to_the_west(double metres) const;
  grids::Shape outline(const SampleBlocks& blocks) const;  // precondition: is_simple(blocks)

  // Moves the border between the two into the second by as many metres as a house row is deep; its ends stay.
  // Precondition: all steps go one way.
  void push_border(const std::vector<SampleStep>& steps);

 private:
  static constexpr std::size_t kBends = 3;
  struct Side {  // from a corner on to the next
    std::array<grids::Point, kBends> bends;
  };

  std::size_t index(SampleCorner corner) const {
    return static_cast<std::size_t>(corner.column * (rows_ + 1) + corner.row);
  }
  Side bent(SampleCorner from, SampleCorner to, SampleRandom& random) const;
  void add_points(grids::Ring& ring, SampleCorner from, SampleCorner to) const;

  int columns_, rows_;
  std::vector<grids::Point> corners_;  // metres
  std::vector<Side> east_, north_;     // by the corner where they begin
};

}  // namespace weige::town
