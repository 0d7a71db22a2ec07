// The faces into which the borders of a layer cut the plane, each with the members that cover it.
//
// Every face is found once, with all that lies around it; gaps are faces of no member, overlaps faces of
// several. Members must be valid shapes in metres of a plane.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "grids/locator.h"
#include "grids/noding.h"

namespace weige::grids {

// Half edges 2e and 2e + 1 run along edge e in both directions.
using Half = std::uint32_t;
inline Half twin(Half half) {
  return half ^ 1;
}

struct Face {
  std::vector<Member> members;  // that cover it, ascending
  std::vector<Half> loops;  // a half edge of each border of it; the outer one first (the outside has none)
  double area = 0;          // m²; the outside's has no meaning
};

// Whose border runs along an edge.
struct EdgeOwner {
  Member member;
  std::uint32_t part;  // the polygon's index in the member
  bool forward;        // the inside lies left of half edge 2e
};

class Arrangement {
 public:
  // invalid_shape when a coordinate is not finite or a ring is open; layer_unresolved when no consistent
  // faces come out: a member crosses or doubles itself, or borders coil finer than the units.
  static Result<Arrangement> of(std::span<const Shape> layer);
  // Of borders that meet at ends only, in units of the lattice (grids/lattice.h): points and areas are then
  // in degrees. Segments of no_member cut faces and belong to nobody. layer_unresolved when a member's
  // borders do not close around its inside.
  static Result<Arrangement> of_noded(const std::vector<Segment>& segments);

  const std::vector<Face>& faces() const { return faces_; }  // 0: the outside
  std::size_t half_count() const { return next_.size(); }
  std::uint32_t face_of(Half half) const { return face_of_[loop_of_[half]]; }  // on its left
  Half next(Half half) const { return next_[half]; }                           // around that face
  std::uint32_t vertex_of(Half half) const { return half % 2 ? edges_[half / 2].high : edges_[half / 2].low; }
  Point point_of(Half half) const { return points_[vertex_of(half)]; }  // where it begins
  std::span<const EdgeOwner> owners(Half half) const {
    const Edge& edge = edges_[half / 2];
    return {owners_.data() + edge.first, owners_.data() + edge.last};
  }
  double length_of(Half half) const;

 private:
  struct Edge {
    std::uint32_t low, high;    // vertices
    std::uint32_t first, last;  // into owners_
  };
  struct Builder;

  std::vector<Spot> spots_;    // of the vertices, in units
  std::vector<Point> points_;  // of the vertices, in metres: as they came where a member has one there
  std::vector<Edge> edges_;
  std::vector<EdgeOwner> owners_;
  std::vector<Half> next_;
  std::vector<std::uint32_t> loop_of_;  // by half edge
  std::vector<std::uint32_t> face_of_;  // by loop
  std::vector<Face> faces_;
};

// Around the face with it on the left, one loop after the other.
template <class F>
void for_each_half(const Arrangement& arrangement, const Face& face, F&& f) {
  for (const Half start : face.loops) {
    Half h = start;
    do f(h);
    while ((h = arrangement.next(h)) != start);
  }
}

}  // namespace weige::grids
