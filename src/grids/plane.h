// Plane: metres around a town. Lambert's azimuthal equal-area projection on the ellipsoid GRS80 (that of
// CGCS2000) around a centre: x to the east, y to the north. Areas in it are true square metres. Lengths are
// not: d kilometres from the centre they are off by at most 0.003 d^2 ppm (d^2 / 8 R^2, as on a sphere) and
// 0.2 d ppm more (the ellipsoid; measured): 4 ppm at 16 km, 51 ppm (5 cm a kilometre) at 100 km. Method: J.
// P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987), p. 187, equations 24-17
// to 24-27; by PROJ
// (+proj=laea). One object is for one thread at a time.
#pragma once

#include <vector>

#include "grids/projection.h"

namespace weige::grids {

class Plane {
 public:
  // Further from the centre, points are refused: no town is so large, and the figures above end here.
  static constexpr double kFarthestMetres = 100'000;

  // The centre in degrees of CGCS2000. Problem coordinates_outside when it is not in China.
  static Result<Plane> around(Point centre);

  Point centre() const { return centre_; }

  // There and back within 1e-6 m. Problem plane_far with the place "point 3".
  Result<std::vector<Point>> to_metres(std::vector<Point> degrees);
  Result<std::vector<Point>> to_degrees(std::vector<Point> metres);
  Result<Point> to_metres(Point degrees);
  Result<Point> to_degrees(Point metres);
  Result<Shape> to_metres(const Shape& degrees);
  Result<Shape> to_degrees(const Shape& metres);

 private:
  Plane(Point centre, Projection projection) : centre_(centre), projection_(std::move(projection)) {}

  Point centre_;
  Projection projection_;
};

}  // namespace weige::grids
