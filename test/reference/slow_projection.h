// The formulas of textbooks written out, slow and obvious, for comparison only: the Gauss-Krueger projection
// by its series in the difference of longitude with the arc of the meridian summed up piece by piece; the
// area of a box of degrees on the ellipsoid likewise; and the ground distance between two near points.
#pragma once

#include <cmath>
#include <numbers>

#include "grids/shape.h"

namespace weige::reference {

using grids::Point;
using grids::Ring;

// GRS80, the ellipsoid of CGCS2000 (its flattening differs from WGS-84's in the ninth digit).
inline constexpr double kA = 6'378'137.0;
inline constexpr double kF = 1 / 298.257222101;
inline constexpr double kE2 = kF * (2 - kF);
inline constexpr double kDegree = std::numbers::pi / 180;

// Simpson's rule over `pieces` (even) pieces.
template <class Function>
double integral(double from, double to, int pieces, const Function& function) {
  const double step = (to - from) / pieces;
  double sum = function(from) + function(to);
  for (int i = 1; i < pieces; ++i) sum += function(from + i * step) * (i % 2 == 1 ? 4 : 2);
  return sum * step / 3;
}

// Metres a radian of latitude.
inline double meridian_radius(double phi) {
  const double w2 = 1 - kE2 * std::sin(phi) * std::sin(phi);
  return kA * (1 - kE2) / (w2 * std::sqrt(w2));
}
// Metres a radian of longitude.
inline double parallel_radius(double phi) {
  return kA * std::cos(phi) / std::sqrt(1 - kE2 * std::sin(phi) * std::sin(phi));
}

// x: easting, y: northing, in metres. Snyder (1987), equations 8-9 to 8-15, whose terms go to the sixth power
// of the difference of longitude: below a millimetre within the 1.5 degrees of a zone.
inline Point gauss_krueger(Point degrees, double meridian, double false_easting) {
  const double phi = degrees.y * kDegree;
  const double second = kE2 / (1 - kE2);
  const double t = std::tan(phi) * std::tan(phi), c = second * std::cos(phi) * std::cos(phi);
  const double a = (degrees.x - meridian) * kDegree * std::cos(phi);
  const double n = parallel_radius(phi) / std::cos(phi);
  const double arc = integral(0, phi, 2'000, meridian_radius);
  const double east = a + (1 - t + c) * std::pow(a, 3) / 6 +
                      (5 - 18 * t + t * t + 72 * c - 58 * second) * std::pow(a, 5) / 120;
  const double north = a * a / 2 + (5 - t + 9 * c + 4 * c * c) * std::pow(a, 4) / 24 +
                       (61 - 58 * t + t * t + 600 * c - 330 * second) * std::pow(a, 6) / 720;
  return {false_easting + n * east, arc + n * std::tan(phi) * north};
}

// Square metres between two meridians and two parallels.
inline double box_area(Point south_west, Point north_east) {
  const auto strip = [](double phi) { return meridian_radius(phi) * parallel_radius(phi); };
  return (north_east.x - south_west.x) * kDegree *
         integral(south_west.y * kDegree, north_east.y * kDegree, 2'000, strip);
}

// Metres on the ground between two points that are near each other.
inline double distance(Point a, Point b) {
  const double phi = (a.y + b.y) / 2 * kDegree;
  return std::hypot((a.x - b.x) * kDegree * parallel_radius(phi),
                    (a.y - b.y) * kDegree * meridian_radius(phi));
}

// Between points of a plane that encloses, counterclockwise positive.
inline double plane_area(const Ring& ring) {
  double twice = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
             (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
  return twice / 2;
}

}  // namespace weige::reference
