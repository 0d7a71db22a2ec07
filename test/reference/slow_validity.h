// Whether a shape is valid (OGC Simple Features, 06-103r4, 6.1.11) the slow and obvious way: every edge
// against every edge. Exact for corners that are small whole numbers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "reference/slow_geometry.h"

namespace weige::reference {

using Corner = std::pair<double, double>;

inline bool slow_on(grids::Point point, const SlowEdge& edge) {
  return cross(edge.a, edge.b, point) == 0 && point.x >= std::min(edge.a.x, edge.b.x) &&
         point.x <= std::max(edge.a.x, edge.b.x) && point.y >= std::min(edge.a.y, edge.b.y) &&
         point.y <= std::max(edge.a.y, edge.b.y);
}

// The ends of either that lie on the other one.
inline std::set<Corner> slow_touches(const SlowEdge& e, const SlowEdge& f) {
  std::set<Corner> found;
  for (const grids::Point point : {e.a, e.b})
    if (slow_on(point, f)) found.insert({point.x, point.y});
  for (const grids::Point point : {f.a, f.b})
    if (slow_on(point, e)) found.insert({point.x, point.y});
  return found;
}

// They cross between their ends, or run along each other.
inline bool slow_crosses(const SlowEdge& e, const SlowEdge& f) {
  if (slow_touches(e, f).size() > 1) return true;
  const auto apart = [](const SlowEdge& line, const SlowEdge& ends) {
    const __float128 one = cross(line.a, line.b, ends.a), other = cross(line.a, line.b, ends.b);
    return (one > 0 && other < 0) || (one < 0 && other > 0);
  };
  return apart(e, f) && apart(f, e);
}

// A closed border that meets itself nowhere.
inline bool slow_simple(const std::vector<SlowEdge>& ring) {
  if (ring.size() < 3) return false;
  for (std::size_t i = 0; i < ring.size(); ++i)
    for (std::size_t j = i + 1; j < ring.size(); ++j) {
      const bool neighbours = j == i + 1 || (i == 0 && j + 1 == ring.size());
      if (slow_crosses(ring[i], ring[j])) return false;
      if (!neighbours && !slow_touches(ring[i], ring[j]).empty()) return false;
    }
  return true;
}

struct SlowRing {
  std::vector<SlowEdge> edges;
  grids::Shape alone;  // what it encloses
};

// The middles of the pieces into which the other ring's touches cut this one: they lie on neither's corner.
inline std::vector<grids::Point> slow_middles(const SlowRing& ring, const SlowRing& other) {
  std::vector<grids::Point> out;
  for (const SlowEdge& edge : ring.edges) {
    std::set<Corner> cuts{{edge.a.x, edge.a.y}, {edge.b.x, edge.b.y}};
    for (const SlowEdge& one : other.edges) cuts.merge(slow_touches(edge, one));
    for (auto at = cuts.begin(), next = std::next(at); next != cuts.end(); at = next++)
      out.push_back({(at->first + next->first) / 2, (at->second + next->second) / 2});
  }
  return out;
}

inline bool slow_borders_cross(const SlowRing& one, const SlowRing& other) {
  for (const SlowEdge& e : one.edges)
    for (const SlowEdge& f : other.edges)
      if (slow_crosses(e, f)) return true;
  return false;
}

// Whether the ring runs within what the shape covers: everywhere, nowhere, or here and there.
enum class SlowSide { within, outside, both };
inline SlowSide slow_side(const SlowRing& ring, const SlowRing& cut_by, const grids::Shape& shape) {
  bool within = false, outside = false;
  for (const grids::Point middle : slow_middles(ring, cut_by))
    (slow_covers(shape, middle) ? within : outside) = true;
  return within && outside ? SlowSide::both : within ? SlowSide::within : SlowSide::outside;
}

// Rings and the points where they touch, as a graph: a cycle in it cuts the inside in two.
inline bool slow_in_one_piece(const std::vector<SlowRing>& rings) {
  std::set<std::pair<std::size_t, Corner>> links;
  for (std::size_t i = 0; i < rings.size(); ++i)
    for (std::size_t j = 0; j < rings.size(); ++j)
      for (const SlowEdge& e : i == j ? std::vector<SlowEdge>{} : rings[i].edges)
        for (const SlowEdge& f : rings[j].edges)
          for (const Corner& at : slow_touches(e, f)) links.insert({i, at});
  std::map<Corner, std::size_t> numbers;
  for (const auto& link : links) numbers.emplace(link.second, rings.size() + numbers.size());
  std::vector<std::size_t> leader(rings.size() + numbers.size());
  for (std::size_t i = 0; i < leader.size(); ++i) leader[i] = i;
  const std::function<std::size_t(std::size_t)> root = [&](std::size_t i) {
    return leader[i] == i ? i : root(leader[i]);
  };
  for (const auto& [ring, at] : links) {
    const std::size_t one = root(ring), other = root(numbers.at(at));
    if (one == other) return false;
    leader[one] = other;
  }
  return true;
}

inline SlowRing slow_ring(const grids::Ring& points) {
  SlowRing ring{{}, {{{points, {}}}}};
  for (const SlowEdge& edge : edges_of(ring.alone))
    if (edge.a != edge.b) ring.edges.push_back(edge);
  return ring;
}

inline bool slow_valid(const grids::Polygon& polygon) {
  std::vector<SlowRing> rings{slow_ring(polygon.outer)};
  for (const grids::Ring& hole : polygon.holes) rings.push_back(slow_ring(hole));
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (!slow_simple(rings[i].edges)) return false;
    for (std::size_t j = 0; j < i; ++j) {
      if (slow_borders_cross(rings[i], rings[j])) return false;
      const auto wanted = j == 0 ? SlowSide::within : SlowSide::outside;
      if (slow_side(rings[i], rings[j], rings[j].alone) != wanted) return false;
      if (slow_side(rings[j], rings[i], rings[i].alone) != SlowSide::outside) return false;
    }
  }
  return slow_in_one_piece(rings);
}

inline bool slow_apart(const grids::Polygon& one, const grids::Polygon& other) {
  std::vector<SlowRing> rings{slow_ring(one.outer)};
  for (const grids::Ring& hole : one.holes) rings.push_back(slow_ring(hole));
  SlowRing all;  // of the first
  for (const SlowRing& ring : rings) all.edges.insert(all.edges.end(), ring.edges.begin(), ring.edges.end());
  const SlowRing border = slow_ring(other.outer);
  return !slow_borders_cross(border, all) && slow_side(border, all, {{one}}) == SlowSide::outside;
}

// Rings are closed.
inline bool slow_valid(const grids::Shape& shape) {
  const auto& polygons = shape.polygons;
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    if (!slow_valid(polygons[i])) return false;
    for (std::size_t j = 0; j < polygons.size(); ++j)
      if (i != j && !slow_apart(polygons[i], polygons[j])) return false;
  }
  return !polygons.empty();
}

}  // namespace weige::reference
