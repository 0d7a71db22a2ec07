// Answers which member of a layer holds a point. Built once; afterwards const and safe to ask from any
// thread.
//
// The rule: a member covers the points inside it and those on its border. Of the members that cover a point
// (on a shared border, in an overlap) the one with the smallest index holds it: one or none, never two.
// Exact: no tolerance.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "grids/measure.h"

namespace weige::grids {

using Member = std::uint32_t;  // the index of a shape in its layer
inline constexpr Member no_member = 0xFFFFFFFF;

struct Nearest {
  Member member = no_member;
  double distance = 0;  // metres to the member's border; 0 when the member covers the point
};

class Locator {
 public:
  // invalid_shape when a coordinate is not finite or a ring is not closed.
  static Result<Locator> build(std::span<const Shape> layer);

  // no_member when none covers the point, or a coordinate is not finite.
  Member find(Point point) const;
  // find() for many points, in the order that the caches like; answers in the points' order.
  std::vector<Member> find(std::span<const Point> points) const;
  // The member that covers the point, else the one whose border is nearest (the smallest index of equals);
  // no_member for a layer without polygons. Looks at all boxes: for single points, not for millions.
  Nearest nearest(Point point) const;
  bool covers(Member member, Point point) const;

 private:
  struct Edge {
    Point low, high;  // low.y <= high.y
  };
  // The edges of one member that reach into one row of cells.
  struct Strip {
    Member member;
    std::uint32_t first, last;  // into edges_
  };
  struct Builder;

  explicit Locator(std::span<const Shape> layer);
  std::size_t row_of(double y) const;
  std::size_t column_of(double x) const;
  bool strip_covers(const Strip& strip, Point point) const;

  Box box_;
  std::vector<Box> boxes_;  // of the members
  std::size_t columns_ = 1, rows_ = 1;
  double per_x_ = 0, per_y_ = 0;            // cells per metre
  std::vector<Edge> edges_;                 // of the strips, by row
  std::vector<Strip> strips_;               // by row, in a row by member
  std::vector<std::uint32_t> row_strips_;   // the first strip of each row
  std::vector<std::uint32_t> cell_strips_;  // the first entry of each cell in open_
  std::vector<std::uint32_t> open_;         // strips with an edge in the cell, by member
  std::vector<Member> closed_;              // of each cell: the smallest member it lies wholly inside of
};

}  // namespace weige::grids
