// Areas of shapes and of what two shapes have in common, without building that common part. Shapes are valid,
// in metres of a plane, rings in the direction that shape.h states; areas are m².
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "grids/shape.h"

namespace weige::grids {

struct Box {
  double left = std::numeric_limits<double>::infinity(), bottom = left, right = -left, top = -left;

  void add(Point point) {
    left = point.x < left ? point.x : left;
    bottom = point.y < bottom ? point.y : bottom;
    right = point.x > right ? point.x : right;
    top = point.y > top ? point.y : top;
  }
  bool meets(const Box& other) const {
    return left <= other.right && other.left <= right && bottom <= other.top && other.bottom <= top;
  }
  bool empty() const { return left > right; }
};

Box box_of(const Shape& shape);

// Shoelace, taken from the ring's first point so that far coordinates cost no digits; clockwise is negative.
double signed_area(const Ring& ring);
double area(const Shape& shape);
double perimeter(const Shape& shape);

// A shape made ready for overlap_area: its edges by their left end.
class EdgeProfile {
 public:
  explicit EdgeProfile(const Shape& shape);
  const Box& box() const { return box_; }
  double area() const { return area_; }

 private:
  friend double overlap_area(const EdgeProfile& a, const EdgeProfile& b);
  struct Edge {
    double left, right, y, slope;  // y at the left end
    double sign;                   // +1: the inside is below
  };
  std::vector<Edge> edges_;
  Box box_;
  double area_ = 0;
  double widest_ = 0;  // of the edges
};

// The area of the common part. With 1_A(x, y) = sum over A's edges of sign * [y below the edge], it is the
// sum over pairs of edges of sign * sign * integral of min(edge, edge): no intersection point is built and no
// side is decided, so borders that coincide or nearly do can spoil nothing. Error about 1e-15 of the boxes'
// common area per pair.
double overlap_area(const EdgeProfile& a, const EdgeProfile& b);

}  // namespace weige::grids
