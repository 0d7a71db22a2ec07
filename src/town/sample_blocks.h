// Blocks of land on a lattice, and sets of them that hang together: cut into pieces, walked around. The
// ground of the sample town is made of them. Pure.
#pragma once

#include <array>
#include <compare>
#include <span>
#include <vector>

namespace weige::town {

struct SampleBlock {
  int column = 0, row = 0;  // to the east, to the north
  auto operator<=>(const SampleBlock&) const = default;
};
using SampleBlocks = std::vector<SampleBlock>;  // in order

// To the east, north, west and south.
std::array<SampleBlock, 4> beside(SampleBlock block);
bool holds(const SampleBlocks& blocks, SampleBlock block);
SampleBlocks together(const SampleBlocks& one, const SampleBlocks& other);
bool hangs_together(const SampleBlocks& blocks);
// Whether one walk around meets all of their border: no hole, and no corner twice.
bool is_simple(const SampleBlocks& blocks);

// A step over the border from one set into the other.
struct SampleStep {
  SampleBlock from, into;
};
std::vector<SampleStep> steps_between(const SampleBlocks& from, const SampleBlocks& into);

// A rounded piece of land of so many blocks. No row or column of it is broken.
SampleBlocks rounded_land(int blocks);

// Pieces of about the sizes wished, one for each, which hang together and have no hole. Precondition: no row
// or column of the whole is broken; none of a piece is then either.
std::vector<SampleBlocks> cut_up(const SampleBlocks& whole, std::span<const int> sizes);

// The lower left corner of the block of that place.
struct SampleCorner {
  int column = 0, row = 0;
  auto operator<=>(const SampleCorner&) const = default;
};
// The corners of the border counterclockwise, from one to the next along a block's side; the first is not
// repeated. Precondition: not empty.
std::vector<SampleCorner> walk_around(const SampleBlocks& blocks);

}  // namespace weige::town
