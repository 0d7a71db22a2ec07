#include "grids/datum_converter.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "grids/offset_datums.h"
#include "grids/shape_points.h"

namespace weige::grids {
namespace {

using System = Datum::System;

std::vector<Point> swapped(std::span<const Point> points) {
  std::vector<Point> out(points.begin(), points.end());
  for (auto& point : out) std::swap(point.x, point.y);
  return out;
}

bool in_china(Point at) {
  return at.x >= 73 && at.x <= 136 && at.y >= 3 && at.y <= 54;
}

bool like_metres(Point at) {
  return std::abs(at.x) > 180 || std::abs(at.y) > 180;
}

// Whether they would all lie in China when taken as they are.
bool all_in_china(std::vector<Point> points, DatumConverter& converter) {
  const auto converted = converter.to_cgcs2000(std::move(points));
  return converted && std::all_of(converted->begin(), converted->end(), in_china);
}

Problem at_point(ProblemCode code, std::size_t index) {
  return problem(code, "point " + std::to_string(index + 1));
}

}  // namespace

Result<DatumConverter> DatumConverter::open(const Datum& datum) {
  if (datum.system() != System::epsg) return DatumConverter(datum, std::nullopt);
  WEIGE_TRY(auto projection, Projection::to_cgcs2000(datum.code()));
  return DatumConverter(datum, std::move(projection));
}

Result<std::vector<Point>> DatumConverter::to_cgcs2000(std::vector<Point> points) {
  if (projection_) WEIGE_CHECK(projection_->convert(Projection::Way::forward, points));
  if (datum_.system() == System::bd09)
    for (auto& point : points) point = gcj_to_wgs(bd_to_gcj(point));
  if (datum_.system() == System::gcj02)
    for (auto& point : points) point = gcj_to_wgs(point);
  return points;
}

Result<std::vector<Point>> DatumConverter::from_cgcs2000(std::vector<Point> points) {
  if (projection_) WEIGE_CHECK(projection_->convert(Projection::Way::back, points));
  if (datum_.system() == System::bd09)
    for (auto& point : points) point = gcj_to_bd(wgs_to_gcj(point));
  if (datum_.system() == System::gcj02)
    for (auto& point : points) point = wgs_to_gcj(point);
  return points;
}

Result<Shape> DatumConverter::to_cgcs2000(const Shape& shape) {
  WEIGE_TRY(const auto points, to_cgcs2000(points_of(shape)));
  return with_points(shape, points);
}

Result<Shape> DatumConverter::from_cgcs2000(const Shape& shape) {
  WEIGE_TRY(const auto points, from_cgcs2000(points_of(shape)));
  return with_points(shape, points);
}

Done check_plausible(std::span<const Point> points, DatumConverter& converter) {
  if (!converter.projected()) {
    const auto metres = std::find_if(points.begin(), points.end(), like_metres);
    if (metres != points.end())
      return at_point(ProblemCode::coordinates_metres, static_cast<std::size_t>(metres - points.begin()));
  }
  const auto converted = converter.to_cgcs2000({points.begin(), points.end()});
  const auto wrong = converted ? std::find_if_not(converted->begin(), converted->end(), in_china)
                               : std::vector<Point>::const_iterator{};
  if (converted && wrong == converted->end()) return done();
  if (all_in_china(swapped(points), converter)) return problem(ProblemCode::coordinates_swapped);
  if (!converted) return converted.problem();
  return at_point(ProblemCode::coordinates_outside, static_cast<std::size_t>(wrong - converted->begin()));
}

Done check_plausible(std::span<const Point> points, const Datum& datum) {
  WEIGE_TRY(auto converter, DatumConverter::open(datum));
  return check_plausible(points, converter);
}

}  // namespace weige::grids
