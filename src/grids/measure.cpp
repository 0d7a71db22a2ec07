#include "grids/measure.h"

#include <algorithm>
#include <cmath>

namespace weige::grids {
namespace {

template <class F>
void for_each_ring(const Shape& shape, F&& f) {
  for (const Polygon& polygon : shape.polygons) {
    f(polygon.outer);
    for (const Ring& hole : polygon.holes) f(hole);
  }
}

// The integral of min(a, b) over a width, for two lines given by their heights at both ends.
double lower_of(double width, Point a, Point b) {
  const double begin = a.x - b.x, end = a.y - b.y;
  if (begin <= 0 && end <= 0) return width * (a.x + a.y) / 2;
  if (begin >= 0 && end >= 0) return width * (b.x + b.y) / 2;
  const double part = begin / (begin - end), middle = a.x + (a.y - a.x) * part;
  const double first = begin < 0 ? a.x : b.x, last = end < 0 ? a.y : b.y;
  return width * (part * (first + middle) + (1 - part) * (middle + last)) / 2;
}

}  // namespace

Box box_of(const Shape& shape) {
  Box box;
  for (const Polygon& polygon : shape.polygons)
    for (const Point point : polygon.outer) box.add(point);
  return box;
}

double signed_area(const Ring& ring) {
  double twice = 0;
  for (std::size_t i = 1; i + 2 < ring.size(); ++i)
    twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
             (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
  return twice / 2;
}

double area(const Shape& shape) {
  double sum = 0;
  for_each_ring(shape, [&](const Ring& ring) { sum += signed_area(ring); });
  return sum;
}

double perimeter(const Shape& shape) {
  double sum = 0;
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i)
      sum += std::hypot(ring[i].x - ring[i - 1].x, ring[i].y - ring[i - 1].y);
  });
  return sum;
}

EdgeProfile::EdgeProfile(const Shape& shape) : box_(box_of(shape)), area_(grids::area(shape)) {
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      Point from = ring[i - 1], to = ring[i];
      if (from.x == to.x) continue;
      const double sign = to.x < from.x ? 1 : -1;
      if (sign > 0) std::swap(from, to);
      edges_.push_back({from.x, to.x, from.y, (to.y - from.y) / (to.x - from.x), sign});
      widest_ = std::max(widest_, to.x - from.x);
    }
  });
  std::ranges::sort(edges_, [](const Edge& a, const Edge& b) { return a.left < b.left; });
}

double overlap_area(const EdgeProfile& a, const EdgeProfile& b) {
  if (!a.box_.meets(b.box_)) return 0;
  const double window_left = std::max(a.box_.left, b.box_.left);
  const double window_right = std::min(a.box_.right, b.box_.right);
  const double floor = std::min(a.box_.bottom, b.box_.bottom);
  const auto first = [&](const EdgeProfile& profile) {
    return std::ranges::lower_bound(profile.edges_, window_left - profile.widest_, {},
                                    &EdgeProfile::Edge::left);
  };
  double sum = 0;
  auto begin = first(b);
  for (auto one = first(a); one != a.edges_.end() && one->left < window_right; ++one) {
    if (one->right <= window_left) continue;
    // None of b's edges before this one can reach a later edge of a.
    while (begin != b.edges_.end() && begin->left + b.widest_ < one->left) ++begin;
    for (auto other = begin; other != b.edges_.end() && other->left < one->right; ++other) {
      const double left = std::max(one->left, other->left), right = std::min(one->right, other->right);
      if (right <= left) continue;
      const auto heights = [&](const EdgeProfile::Edge& edge) -> Point {
        const double base = edge.y - floor;
        return {base + (left - edge.left) * edge.slope, base + (right - edge.left) * edge.slope};
      };
      sum += one->sign * other->sign * lower_of(right - left, heights(*one), heights(*other));
    }
  }
  return std::max(sum, 0.0);
}

}  // namespace weige::grids
