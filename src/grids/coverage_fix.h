// Proposed fixes for what a coverage check found: each is a single step that a person accepts by itself.
#pragma once

#include <span>
#include <variant>
#include <vector>

#include "grids/coverage.h"

namespace weige::grids {

// Vertices and borders this close (metres) are snapped together by a proposed SnapBorders.
inline constexpr double snap_tolerance = sliver_width;

// A gap becomes part of the member; an overlap stays with it and is taken from the other one.
struct GivePatch {
  Member to = no_member;
  std::vector<Member> from;  // who loses it: empty for a gap
  Shape patch;
};
// The border of one member is moved onto another one's where they lie within the tolerance.
struct SnapBorders {
  Member move = no_member, onto = no_member;
  double tolerance = snap_tolerance;
};
struct DropMember {  // the shape becomes empty; indices of the others stay
  Member member = no_member;
};
using Fix = std::variant<GivePatch, SnapBorders, DropMember>;

// The first one is the best: a gap or overlap goes to the neighbour with the longest shared border (the
// smallest index of equals); slivers can also be snapped, a duplicate be dropped. None for islands, detached
// parts and what lies outside: people must know those.
std::vector<Fix> proposed_fixes(const Patch& patch);

// The layer after the fix, which fits only the layer it was proposed for: fix_impossible when a member is not
// there. Members that take part stay valid; all others are returned as they were.
Result<std::vector<Shape>> apply_fix(const Fix& fix, std::span<const Shape> layer);

}  // namespace weige::grids
