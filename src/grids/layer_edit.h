// Edits a layer of areas, one step at a time. Pure: a step gives what it changes, and callers keep what was.
//
// Shapes are valid, in degrees, with every coordinate on the lattice (grids/lattice.h), and so is every shape
// that comes out; points of steps may lie anywhere and are put on it. Neighbours stay joined: where a changed
// border has a vertex, every member along it has it too, bit for bit. A member whose border has nothing new
// on it is not touched. What a step would spoil it refuses, and then nothing changes. Problems name members
// by their number in the layer, from 1; a new one has the number after the last.
#pragma once

#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "grids/locator.h"
#include "grids/shape.h"

namespace weige::grids {

// The ends of a new course (degrees) are moved onto the border, to a vertex rather than between two, when
// they are this close: 0.1 m.
inline constexpr double border_tolerance = 1e-6;

// The line, which may reach beyond the member, cuts it into exactly two parts. The larger one stays the
// member, the other is new. Parts that lay apart before go with the part that is nearer.
struct SplitMember {
  Member member = no_member;
  std::vector<Point> line;
};
// Each must touch another one along a border; common borders vanish.
struct MergeMembers {
  Member into = no_member;
  std::vector<Member> from;
};
// Every member with a vertex at `from`, or whose border runs past it, has one at `to` afterwards.
struct MoveVertices {
  struct Move {
    Point from, to;
  };
  std::vector<Move> moves;
};
// The border between a and b takes another course from one point of it to another; land goes over from one to
// the other, and nobody else may lose or gain. With b = no_member it is where nobody lies beyond.
struct ReplaceBorder {
  Member a = no_member, b = no_member;
  std::vector<Point> path;
  double tolerance = border_tolerance;
};
// A new member. What it covers of others is taken from them, or, without `take`, refused. Slivers
// (grids/coverage.h) are no matter for people: without `take` the new border snaps to the neighbours' where
// it reaches over by no more, and slivers that it would leave beside or behind it become its own.
struct DrawMember {
  Shape shape;
  bool take = false;
};
struct RemoveMember {  // its land belongs to nobody then
  Member member = no_member;
};
// For fixes that a coverage check proposed, which may take several steps: overlaps are let through.
struct ReplaceShape {
  Member member = no_member;
  Shape shape;
};
using EditStep = std::variant<SplitMember, MergeMembers, MoveVertices, ReplaceBorder, DrawMember,
                              RemoveMember, ReplaceShape>;

struct LayerDelta {
  std::vector<std::pair<Member, Shape>> changed;  // by member
  std::vector<Shape> added;
  std::vector<Member> removed;
  bool operator==(const LayerDelta&) const = default;
};

// Looks at the members around the place only: milliseconds in a layer of thousands.
Result<LayerDelta> edit(std::span<const Shape> layer, const EditStep& step);

// The layer afterwards. Indices stay: removed members are empty shapes, new ones follow the last.
std::vector<Shape> applied(std::span<const Shape> layer, const LayerDelta& delta);

// Where a's border has b beyond it, or nobody with b = no_member: stretches with a on their left, from corner
// to corner. One that closes on itself ends with its first point.
Result<std::vector<std::vector<Point>>> common_border(std::span<const Shape> layer, Member a, Member b);

// Whether members meet at ends of their borders only: none has a vertex on the border of another one, or
// within 0.1 mm, without a vertex there. Looks at the whole layer.
bool joined(std::span<const Shape> layer);
// What makes it so, for layers that come from outside: put on the lattice, a border that is straight on one
// side and has vertices on the other is no longer the same, and hair-thin gaps and overlaps would be found.
Result<LayerDelta> joining(std::span<const Shape> layer);

}  // namespace weige::grids
