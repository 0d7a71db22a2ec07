#include "grids/patch_outline.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <unordered_set>

#include "grids/measure.h"
#include "grids/orientation.h"

namespace weige::grids {
namespace {

bool by_place(Point a, Point b) {
  return a.x != b.x ? a.x < b.x : a.y < b.y;
}

bool comes_by_twice(Ring walk) {
  walk.pop_back();
  std::ranges::sort(walk, by_place);
  return std::ranges::adjacent_find(walk) != walk.end();
}

// A walk that comes by a point twice is cut there, so that each ring comes by each of its points once.
void cut_rings(Ring walk, std::vector<Ring>& rings) {
  if (!comes_by_twice(walk)) {
    rings.push_back(std::move(walk));
    return;
  }
  Ring path;
  std::map<Point, std::size_t, decltype(&by_place)> places(&by_place);
  for (const Point point : walk) {
    const auto [place, fresh] = places.try_emplace(point, path.size());
    if (fresh) {
      path.push_back(point);
      continue;
    }
    const auto before = path.begin() + static_cast<std::ptrdiff_t>(place->second);
    Ring ring(before, path.end());
    ring.push_back(point);
    for (auto cut = before + 1; cut != path.end(); ++cut) places.erase(*cut);
    path.erase(before + 1, path.end());
    if (ring.size() > 3) rings.push_back(std::move(ring));
  }
}

bool ring_holds(const Ring& ring, Point point) {
  bool inside = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Point a = ring[i - 1], b = ring[i];
    if ((a.y <= point.y) != (b.y <= point.y) && orientation(a, b, point) * (a.y < b.y ? 1 : -1) > 0)
      inside = !inside;
  }
  return inside;
}

Shape assembled(std::vector<Ring> rings) {
  Shape shape;
  std::vector<Ring> holes;
  for (Ring& ring : rings)
    if (signed_area(ring) > 0)
      shape.polygons.push_back({std::move(ring), {}});
    else
      holes.push_back(std::move(ring));
  for (Ring& hole : holes) {
    const Point middle{(hole[0].x + hole[1].x) / 2, (hole[0].y + hole[1].y) / 2};
    // Of nested parts the innermost.
    Polygon* around = nullptr;
    for (Polygon& polygon : shape.polygons)
      if (ring_holds(polygon.outer, middle) &&
          (around == nullptr || signed_area(polygon.outer) < signed_area(around->outer)))
        around = &polygon;
    if (around != nullptr) around->holes.push_back(std::move(hole));
  }
  return shape;
}

std::vector<double> crossings(const Shape& shape, double y) {
  std::vector<double> xs;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const Point a = ring[i - 1], b = ring[i];
      if ((a.y <= y) != (b.y <= y)) xs.push_back(a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)));
    }
  };
  for (const Polygon& polygon : shape.polygons) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  std::ranges::sort(xs);
  return xs;
}

}  // namespace

namespace {

// Around the group with it on the left, past the edges between two of its faces.
template <class Within>
Ring walk_around(const Arrangement& arrangement, Half start, const Within& within,
                 std::unordered_set<Half>& walked) {
  Ring walk;
  Half h = start;
  do {
    walked.insert(h);
    walk.push_back(arrangement.point_of(h));
    h = arrangement.next(h);
    while (within(twin(h))) h = arrangement.next(twin(h));
  } while (h != start);
  walk.push_back(walk.front());
  return walk;
}

Ring loop_of(const Arrangement& arrangement, Half start) {
  Ring walk;
  Half h = start;
  do walk.push_back(arrangement.point_of(h));
  while ((h = arrangement.next(h)) != start);
  walk.push_back(walk.front());
  return walk;
}

}  // namespace

Shape outline_of(const Arrangement& arrangement, std::span<const std::uint32_t> faces) {
  std::vector<Ring> rings;
  if (faces.size() == 1) {
    for (const Half loop : arrangement.faces()[faces[0]].loops) cut_rings(loop_of(arrangement, loop), rings);
    return assembled(std::move(rings));
  }
  const std::unordered_set<std::uint32_t> group(faces.begin(), faces.end());
  const auto within = [&](Half half) { return group.contains(arrangement.face_of(half)); };
  std::unordered_set<Half> walked;
  for (const std::uint32_t face : faces)
    for (const Half loop : arrangement.faces()[face].loops) {
      Half start = loop;
      do {
        if (!within(twin(start)) && !walked.contains(start))
          cut_rings(walk_around(arrangement, start, within, walked), rings);
      } while ((start = arrangement.next(start)) != loop);
    }
  return assembled(std::move(rings));
}

namespace {

// Heights at which to look for the widest place: quarters of the whole height, and the middle of the largest
// step between vertices, so that vertices that nearly share a height do not lead to the very border.
std::vector<double> heights_to_look_at(const std::vector<double>& ys) {
  std::vector<double> out;
  for (int part = 1; part <= 3; ++part) {
    const double y = ys.front() + (ys.back() - ys.front()) * part / 4;
    if (!std::ranges::binary_search(ys, y)) out.push_back(y);
  }
  std::size_t largest = 0;
  for (std::size_t i = 1; i + 1 < ys.size(); ++i)
    if (ys[i + 1] - ys[i] > ys[largest + 1] - ys[largest]) largest = i;
  out.push_back(ys[largest] + (ys[largest + 1] - ys[largest]) / 2);
  return out;
}

// Middles of steps between vertices: the largest ones, and some from everywhere.
std::vector<double> further_heights(const std::vector<double>& ys) {
  constexpr std::size_t some = 32;
  std::vector<std::size_t> steps(ys.size() - 1), chosen;
  std::iota(steps.begin(), steps.end(), std::size_t{0});
  for (std::size_t i = 0; i < some; ++i) chosen.push_back(i * steps.size() / some);
  const auto last = steps.begin() + static_cast<std::ptrdiff_t>(std::min(some, steps.size()));
  std::ranges::partial_sort(steps, last, std::greater{}, [&](std::size_t i) { return ys[i + 1] - ys[i]; });
  chosen.insert(chosen.end(), steps.begin(), last);
  std::vector<double> out;
  for (const std::size_t i : chosen) out.push_back(ys[i] + (ys[i + 1] - ys[i]) / 2);
  return out;
}

// Heights of all vertices, each once. At the height of a hole's tip the tip itself is no crossing, and could
// be the middle.
std::vector<double> heights_of(const Shape& shape) {
  std::vector<double> ys;
  for (const Polygon& polygon : shape.polygons) {
    for (const Point point : polygon.outer) ys.push_back(point.y);
    for (const Ring& hole : polygon.holes)
      for (const Point point : hole) ys.push_back(point.y);
  }
  std::ranges::sort(ys);
  ys.erase(std::unique(ys.begin(), ys.end()), ys.end());
  return ys;
}

}  // namespace

Point point_inside(const Shape& shape) {
  const auto ys = heights_of(shape);
  Point best = shape.polygons.at(0).outer.at(0);
  if (ys.size() < 2) return best;
  double widest = 0;
  const auto look_at = [&](const std::vector<double>& heights) {
    for (const double y : heights) {
      const auto xs = crossings(shape, y);
      for (std::size_t i = 0; i + 1 < xs.size(); i += 2)
        if (xs[i + 1] - xs[i] > widest) {
          widest = xs[i + 1] - xs[i];
          best = {xs[i] + widest / 2, y};
        }
    }
  };
  look_at(heights_to_look_at(ys));
  // Where all that is seen is a spike, the rest lies at other heights.
  constexpr double spike = 0.01;  // of the mean width
  if (widest < spike * 2 * area(shape) / perimeter(shape)) look_at(further_heights(ys));
  return best;
}

}  // namespace weige::grids
