#include "grids/plane.h"

#include <fmt/format.h>
#include <cmath>

#include "grids/datum_converter.h"
#include "grids/shape_points.h"

namespace weige::grids {
namespace {

Done check_near(const std::vector<Point>& metres) {
  for (std::size_t i = 0; i < metres.size(); ++i)
    if (!(std::hypot(metres[i].x, metres[i].y) <= Plane::kFarthestMetres))
      return problem(ProblemCode::plane_far, "point " + std::to_string(i + 1))
          .with("max", std::to_string(static_cast<int>(Plane::kFarthestMetres / 1000)));
  return done();
}

}  // namespace

Result<Plane> Plane::around(Point centre) {
  const std::vector<Point> points{centre};
  WEIGE_CHECK(check_plausible(points, Datum::of(Datum::System::cgcs2000)));
  WEIGE_TRY(auto projection,
            Projection::of(fmt::format("+proj=laea +lat_0={:.12f} +lon_0={:.12f} +ellps=GRS80 +units=m",
                                       centre.y, centre.x)));
  return Plane(centre, std::move(projection));
}

Result<std::vector<Point>> Plane::to_metres(std::vector<Point> degrees) {
  WEIGE_CHECK(projection_.convert(Projection::Way::forward, degrees));
  WEIGE_CHECK(check_near(degrees));
  return degrees;
}

// PROJ's way back has a series that is off by a millimetre; its way forward is closed. So the way back is
// taken once more, from where the first lands short: what remains is the square of the error.
Result<std::vector<Point>> Plane::to_degrees(std::vector<Point> metres) {
  WEIGE_CHECK(check_near(metres));
  std::vector<Point> landed = metres;
  WEIGE_CHECK(projection_.convert(Projection::Way::back, landed));
  WEIGE_CHECK(projection_.convert(Projection::Way::forward, landed));
  for (std::size_t i = 0; i < metres.size(); ++i) {
    metres[i].x += metres[i].x - landed[i].x;
    metres[i].y += metres[i].y - landed[i].y;
  }
  WEIGE_CHECK(projection_.convert(Projection::Way::back, metres));
  return metres;
}

Result<Point> Plane::to_metres(Point degrees) {
  WEIGE_TRY(const auto made, to_metres(std::vector<Point>{degrees}));
  return made.front();
}

Result<Point> Plane::to_degrees(Point metres) {
  WEIGE_TRY(const auto made, to_degrees(std::vector<Point>{metres}));
  return made.front();
}

Result<Shape> Plane::to_metres(const Shape& degrees) {
  WEIGE_TRY(const auto points, to_metres(points_of(degrees)));
  return with_points(degrees, points);
}

Result<Shape> Plane::to_degrees(const Shape& metres) {
  WEIGE_TRY(const auto points, to_degrees(points_of(metres)));
  return with_points(metres, points);
}

}  // namespace weige::grids
