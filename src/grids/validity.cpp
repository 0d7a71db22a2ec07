#include "grids/validity.h"

#include <geos/geom/Coordinate.h>
#include <geos/geom/Geometry.h>
#include <geos/operation/valid/IsValidOp.h>
#include <geos/operation/valid/MakeValid.h>
#include <geos/operation/valid/TopologyValidationError.h>

#include <algorithm>
#include <cmath>

#include "grids/geos_shapes.h"
#include "grids/measure.h"
#include "grids/orientation.h"
#include "grids/overlay.h"

namespace weige::grids {
namespace {

using geos::operation::valid::TopologyValidationError;

template <class S, class F>
void for_each_ring(S& shape, F&& f) {
  for (auto& polygon : shape.polygons) {
    f(polygon.outer, 1);
    for (auto& hole : polygon.holes) f(hole, -1);
  }
}

bool finite(Point point) {
  return std::isfinite(point.x) && std::isfinite(point.y);
}

Ring without_repeats(Ring ring) {
  ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
  return ring;
}

// Of a closed ring without repeated points: a corner at which the border turns back on itself.
void find_spikes(const Ring& ring, std::vector<Fault>& faults) {
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Point a = ring[i == 0 ? ring.size() - 2 : i - 1], b = ring[i], c = ring[i + 1];
    const double ahead = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
    if (ahead < 0 && orientation(a, b, c) == 0) faults.push_back({FaultKind::spike, b});
  }
}

void check_ring(const Ring& raw, int direction, std::vector<Fault>& faults) {
  const Point first = raw.empty() ? Point{} : raw.front();
  const Ring ring = without_repeats(raw);
  if (ring.empty() || ring.front() != ring.back()) {
    faults.push_back({ring.size() < 3 ? FaultKind::too_few_points : FaultKind::open_ring, first});
    return;
  }
  if (ring.size() < 4) {
    faults.push_back({FaultKind::too_few_points, first});
    return;
  }
  find_spikes(ring, faults);
  if (signed_area(ring) * direction < 0) faults.push_back({FaultKind::wrong_direction, first});
}

FaultKind kind_of(int error) {
  switch (error) {
    case TopologyValidationError::eHoleOutsideShell:
      return FaultKind::hole_outside;
    case TopologyValidationError::eNestedHoles:
      return FaultKind::nested_holes;
    case TopologyValidationError::eDisconnectedInterior:
      return FaultKind::split_inside;
    case TopologyValidationError::eRingSelfIntersection:
      return FaultKind::self_touching;
    case TopologyValidationError::eNestedShells:
      return FaultKind::nested_polygons;
    case TopologyValidationError::eDuplicatedRings:
      return FaultKind::duplicate_rings;
    case TopologyValidationError::eTooFewPoints:
      return FaultKind::too_few_points;
    default:
      return FaultKind::self_crossing;
  }
}

// What GEOS finds first; nothing when a fault at that point is known already (a spike is a crossing to it).
bool ask_geos(const Shape& shape, std::vector<Fault>& faults) {
  const auto geometry = to_geos(shape);
  geos::operation::valid::IsValidOp check(geometry.get());
  const TopologyValidationError* error = check.getValidationError();
  if (error == nullptr) return true;
  const Point at{error->getCoordinate().x, error->getCoordinate().y};
  const bool known =
      std::ranges::any_of(faults, [&](const Fault& f) { return f.kind == FaultKind::spike && f.at == at; });
  if (!known) faults.push_back({kind_of(error->getErrorType()), at});
  return false;
}

// The same rings, closed and without repeated points; those of fewer than three points are gone.
Shape closed(const Shape& shape) {
  Shape result;
  const auto close = [](Ring ring) {
    ring = without_repeats(std::move(ring));
    if (!ring.empty() && ring.front() != ring.back()) ring.push_back(ring.front());
    return ring;
  };
  for (const Polygon& polygon : shape.polygons) {
    Polygon kept{close(polygon.outer), {}};
    if (kept.outer.size() < 4) continue;
    for (const Ring& hole : polygon.holes)
      if (Ring ring = close(hole); ring.size() >= 4) kept.holes.push_back(std::move(ring));
    result.polygons.push_back(std::move(kept));
  }
  return result;
}

Shape made_valid(const Shape& shape) {
  if (shape.polygons.empty()) return {};
  return from_geos(*geos::operation::valid::MakeValid().build(to_geos(shape).get()));
}

// What lies within the outer rings and in no hole, each ring taken alone.
Result<Shape> meant(const Shape& shape) {
  Shape inside, holes;
  for (const Polygon& polygon : shape.polygons) {
    WEIGE_TRY(Shape more, united(inside, made_valid({{{polygon.outer, {}}}})));
    inside = std::move(more);
    for (const Ring& hole : polygon.holes) {
      WEIGE_TRY(Shape more_holes, united(holes, made_valid({{{hole, {}}}})));
      holes = std::move(more_holes);
    }
  }
  return difference(inside, holes);
}

bool all_finite(const Shape& shape) {
  bool good = true;
  for_each_ring(shape, [&](const Ring& ring, int) { good = good && std::ranges::all_of(ring, finite); });
  return good;
}

}  // namespace

bool readable(const Shape& shape) {
  bool good = all_finite(shape);
  for_each_ring(
      shape, [&](const Ring& ring, int) { good = good && ring.size() >= 4 && ring.front() == ring.back(); });
  return good;
}

ShapeCheck check_shape(const Shape& shape) {
  std::vector<Fault> faults;
  if (!all_finite(shape)) {
    for_each_ring(shape, [&](const Ring& ring, int) {
      if (!std::ranges::all_of(ring, finite)) faults.push_back({FaultKind::no_number, {}});
    });
    return {faults};
  }
  if (shape.polygons.empty()) return {{{FaultKind::too_few_points, {}}}};
  for_each_ring(shape, [&](const Ring& ring, int direction) { check_ring(ring, direction, faults); });
  if (!readable(shape)) return {faults};
  bool polygons_valid = true;
  for (const Polygon& polygon : shape.polygons)
    polygons_valid = ask_geos(Shape{{polygon}}, faults) && polygons_valid;
  if (polygons_valid && shape.polygons.size() > 1) ask_geos(shape, faults);
  return {faults};
}

Normalised normalised(Shape shape) {
  Normalised result{std::move(shape), 0};
  for_each_ring(result.shape, [&](Ring& ring, int direction) {
    ring = without_repeats(std::move(ring));
    if (signed_area(ring) * direction >= 0) return;
    std::ranges::reverse(ring);
    ++result.turned;
  });
  return result;
}

Result<Repair> repaired(const Shape& shape) {
  if (!all_finite(shape)) return problem(ProblemCode::invalid_shape).with("number", "1");
  const Shape rings = closed(shape);
  Repair repair{made_valid(rings)};
  WEIGE_TRY(const Shape before, meant(rings));
  WEIGE_TRY(const Shape lost, difference(before, repair.shape));
  WEIGE_TRY(const Shape gained, difference(repair.shape, before));
  repair.lost = area(lost);
  repair.gained = area(gained);
  return repair;
}

}  // namespace weige::grids
