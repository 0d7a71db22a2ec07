#include "grids/overlay.h"

#include <geos/geom/Geometry.h>
#include <geos/operation/overlay/snap/GeometrySnapper.h>
#include <geos/operation/overlayng/OverlayNG.h>
#include <geos/operation/overlayng/OverlayNGRobust.h>
#include <geos/util/GEOSException.h>

#include "grids/geos_shapes.h"
#include "grids/validity.h"

namespace weige::grids {
namespace {

using geos::operation::overlayng::OverlayNG;
using geos::operation::overlayng::OverlayNGRobust;

Result<Shape> overlay(const Shape& a, const Shape& b, int operation) {
  for (const Shape* shape : {&a, &b})
    if (!readable(*shape)) return problem(ProblemCode::invalid_shape).with("number", shape == &a ? "1" : "2");
  try {
    return from_geos(*OverlayNGRobust::Overlay(to_geos(a).get(), to_geos(b).get(), operation));
  } catch (const geos::util::GEOSException&) {  // of an invalid shape
    return problem(ProblemCode::invalid_shape).with("number", check_shape(a).faults.empty() ? "2" : "1");
  }
}

}  // namespace

Result<Shape> intersection(const Shape& a, const Shape& b) {
  return overlay(a, b, OverlayNG::INTERSECTION);
}
Result<Shape> united(const Shape& a, const Shape& b) {
  return overlay(a, b, OverlayNG::UNION);
}
Result<Shape> difference(const Shape& a, const Shape& b) {
  return overlay(a, b, OverlayNG::DIFFERENCE);
}

Result<Shape> snapped(const Shape& shape, const Shape& onto, double tolerance) {
  if (!readable(shape) || !readable(onto)) return problem(ProblemCode::invalid_shape).with("number", "1");
  const auto moving = to_geos(shape), target = to_geos(onto);
  geos::operation::overlay::snap::GeometrySnapper snapper(*moving);
  const Shape moved = from_geos(*snapper.snapTo(*target, tolerance));
  if (check_shape(moved).faults.empty()) return moved;
  WEIGE_TRY(Repair mended, repaired(moved));
  return std::move(mended.shape);
}

}  // namespace weige::grids
