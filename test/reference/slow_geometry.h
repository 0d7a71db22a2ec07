// Geometry the slow and obvious way: points against every edge of every shape, and common areas by cutting
// both shapes into horizontal slabs in which no border turns or crosses.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "grids/shape.h"

namespace weige::reference {

struct SlowEdge {
  grids::Point a, b;
};

inline std::vector<SlowEdge> edges_of(const grids::Shape& shape) {
  std::vector<SlowEdge> edges;
  const auto add = [&](const grids::Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) edges.push_back({ring[i - 1], ring[i]});
  };
  for (const grids::Polygon& polygon : shape.polygons) {
    add(polygon.outer);
    for (const grids::Ring& hole : polygon.holes) add(hole);
  }
  return edges;
}

// Twice the area of the triangle. Exact for coordinates that are small multiples of a power of two, as the
// tests' are: 113 bits hold their products.
inline __float128 cross(grids::Point a, grids::Point b, grids::Point c) {
  const __float128 ax = a.x, ay = a.y, bx = b.x, by = b.y;
  return (bx - ax) * (c.y - ay) - (by - ay) * (c.x - ax);
}

// Inside or on the border: on an edge, or an odd number of edges to the right.
inline bool slow_covers(const grids::Shape& shape, grids::Point point) {
  bool inside = false;
  for (const auto& [a, b] : edges_of(shape)) {
    const __float128 side = cross(a, b, point);
    if (side == 0 && point.x >= std::min(a.x, b.x) && point.x <= std::max(a.x, b.x) &&
        point.y >= std::min(a.y, b.y) && point.y <= std::max(a.y, b.y))
      return true;
    if ((a.y <= point.y) != (b.y <= point.y) && (a.y < b.y ? side > 0 : side < 0)) inside = !inside;
  }
  return inside;
}

// The smallest index of the shapes that cover the point, or the number of shapes.
inline std::size_t slow_find(std::span<const grids::Shape> layer, grids::Point point) {
  std::size_t member = 0;
  while (member < layer.size() && !slow_covers(layer[member], point)) ++member;
  return member;
}

// The stretches of the line y = const inside the edges, as pairs of x.
inline std::vector<double> stretches(const std::vector<SlowEdge>& edges, double y) {
  std::vector<double> xs;
  for (const auto& [a, b] : edges)
    if ((a.y <= y) != (b.y <= y)) xs.push_back(a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)));
  std::ranges::sort(xs);
  return xs;
}

inline double common_length(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < a.size(); i += 2)
    for (std::size_t j = 0; j + 1 < b.size(); j += 2)
      sum += std::max(0.0, std::min(a[i + 1], b[j + 1]) - std::max(a[i], b[j]));
  return sum;
}

// The heights at which a border turns or the two borders cross.
inline std::vector<double> slab_borders(const std::vector<SlowEdge>& a, const std::vector<SlowEdge>& b) {
  std::vector<double> ys;
  for (const auto* edges : {&a, &b})
    for (const SlowEdge& edge : *edges) ys.push_back(edge.a.y);
  for (const SlowEdge& one : a)
    for (const SlowEdge& other : b) {
      const double ux = one.b.x - one.a.x, uy = one.b.y - one.a.y;
      const double vx = other.b.x - other.a.x, vy = other.b.y - other.a.y;
      const double turn = ux * vy - uy * vx;
      if (turn == 0) continue;
      const double part = ((other.a.x - one.a.x) * vy - (other.a.y - one.a.y) * vx) / turn;
      if (part > 0 && part < 1) ys.push_back(one.a.y + part * uy);
    }
  std::ranges::sort(ys);
  return ys;
}

// Edges around the point: differences of near coordinates lose nothing, products of far ones would.
inline std::vector<SlowEdge> edges_around(const grids::Shape& shape, grids::Point middle) {
  auto edges = edges_of(shape);
  for (SlowEdge& edge : edges)
    edge = {{edge.a.x - middle.x, edge.a.y - middle.y}, {edge.b.x - middle.x, edge.b.y - middle.y}};
  return edges;
}

// Within a slab the common length changes linearly: its value in the middle times the height is the area.
inline double slow_overlap(const grids::Shape& one, const grids::Shape& other) {
  if (one.polygons.empty() || other.polygons.empty()) return 0;
  const grids::Point middle = one.polygons[0].outer.at(0);
  const auto a = edges_around(one, middle), b = edges_around(other, middle);
  const auto ys = slab_borders(a, b);
  double sum = 0;
  for (std::size_t i = 1; i < ys.size(); ++i) {
    const double middle = ys[i - 1] + (ys[i] - ys[i - 1]) / 2;
    sum += common_length(stretches(a, middle), stretches(b, middle)) * (ys[i] - ys[i - 1]);
  }
  return sum;
}

// Whether a point on the lattice of 1e-9 degrees lies within one unit of the inside of an edge.
inline bool slow_beside(const SlowEdge& edge, grids::Point point) {
  __extension__ using Wide = __int128;
  const auto whole = [](double degrees) { return static_cast<Wide>(std::llround(degrees * 1e9)); };
  const Wide ux = whole(edge.b.x) - whole(edge.a.x), uy = whole(edge.b.y) - whole(edge.a.y);
  const Wide vx = whole(point.x) - whole(edge.a.x), vy = whole(point.y) - whole(edge.a.y);
  const Wide along = ux * vx + uy * vy, length = ux * ux + uy * uy, side = ux * vy - uy * vx;
  return along > 0 && along < length && side * side <= length;
}

// No member has a vertex beside an edge of any: every vertex against every edge.
inline bool slow_joined(std::span<const grids::Shape> layer) {
  std::vector<SlowEdge> all;
  for (const grids::Shape& shape : layer)
    for (const SlowEdge& edge : edges_of(shape)) all.push_back(edge);
  std::ranges::sort(all, {}, [](const SlowEdge& edge) { return std::min(edge.a.x, edge.b.x); });
  constexpr double near = 2e-9;
  for (const SlowEdge& edge : all) {
    const double right = std::max(edge.a.x, edge.b.x) + near;
    for (const SlowEdge& other : all) {
      if (std::min(other.a.x, other.b.x) > right) break;
      if (other.a.x >= std::min(edge.a.x, edge.b.x) - near && slow_beside(edge, other.a)) return false;
    }
  }
  return true;
}

}  // namespace weige::reference
