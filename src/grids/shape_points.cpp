#include "grids/shape_points.h"

#include <algorithm>
#include <cassert>

namespace weige::grids {
namespace {

// `visit` takes every ring in the order that both directions share.
template <class AnyShape, class Visit>
void each_ring(AnyShape& shape, const Visit& visit) {
  for (auto& polygon : shape.polygons) {
    visit(polygon.outer);
    for (auto& hole : polygon.holes) visit(hole);
  }
}

}  // namespace

std::vector<Point> points_of(const Shape& shape) {
  std::vector<Point> out;
  each_ring(shape, [&](const Ring& ring) { out.insert(out.end(), ring.begin(), ring.end()); });
  return out;
}

Shape with_points(Shape shape, std::span<const Point> points) {
  each_ring(shape, [&](Ring& ring) {
    assert(points.size() >= ring.size());
    std::copy_n(points.begin(), ring.size(), ring.begin());
    points = points.subspan(ring.size());
  });
  assert(points.empty());
  return shape;
}

}  // namespace weige::grids
