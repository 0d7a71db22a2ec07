#include "grids/offset_datums.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace weige::grids {
namespace {

using std::numbers::pi;

// Krasovsky 1940 as the formulas have it; e2 is the square of the first eccentricity.
constexpr double kRadius = 6378245.0;
constexpr double kE2 = 0.00669342162296594323;
constexpr double kBaidu = pi * 3000.0 / 180.0;

bool within_box(Point at) {
  return at.x >= 72.004 && at.x <= 137.8347 && at.y >= 0.8293 && at.y <= 55.8271;
}

double wave(double amplitude, double angle) {
  return amplitude * std::sin(angle);
}

// Metres to the north and east, before the ellipsoid is taken into account; x and y from 105 E, 35 N.
double metres_north(double x, double y) {
  const double common = wave(20, 6 * x * pi) + wave(20, 2 * x * pi);
  const double polynomial = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x));
  return polynomial + 2.0 / 3 *
                          (common + wave(20, y * pi) + wave(40, y / 3 * pi) + wave(160, y / 12 * pi) +
                           wave(320, y * pi / 30));
}

double metres_east(double x, double y) {
  const double common = wave(20, 6 * x * pi) + wave(20, 2 * x * pi);
  const double polynomial = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x));
  return polynomial + 2.0 / 3 *
                          (common + wave(20, x * pi) + wave(40, x / 3 * pi) + wave(150, x / 12 * pi) +
                           wave(300, x / 30 * pi));
}

// The point that `forward` brings to `target`: the offsets change by less than 3 % of the way, so that each
// step divides the error by thirty or more.
template <class Forward>
Point inverse(Point target, const Forward& forward) {
  constexpr double enough = 1e-14;  // degrees
  constexpr int most = 30;
  Point guess = target;
  for (int i = 0; i < most; ++i) {
    const Point there = forward(guess);
    const double dx = target.x - there.x, dy = target.y - there.y;
    guess.x += dx;
    guess.y += dy;
    if (std::max(std::abs(dx), std::abs(dy)) < enough) break;
  }
  return guess;
}

Point offset_gcj(Point wgs) {
  const double x = wgs.x - 105, y = wgs.y - 35;
  const double sine = std::sin(wgs.y * pi / 180);
  const double w2 = 1 - kE2 * sine * sine;
  const double meridian =
      kRadius * (1 - kE2) / (w2 * std::sqrt(w2)) * pi / 180;  // metres a degree of latitude
  const double parallel = kRadius / std::sqrt(w2) * std::cos(wgs.y * pi / 180) * pi / 180;  // of longitude
  return {wgs.x + metres_east(x, y) / parallel, wgs.y + metres_north(x, y) / meridian};
}

}  // namespace

Point wgs_to_gcj(Point wgs) {
  return within_box(wgs) ? offset_gcj(wgs) : wgs;
}

Point gcj_to_wgs(Point gcj) {
  return within_box(gcj) ? inverse(gcj, offset_gcj) : gcj;
}

Point gcj_to_bd(Point gcj) {
  const double radius = std::hypot(gcj.x, gcj.y) + 0.00002 * std::sin(gcj.y * kBaidu);
  const double angle = std::atan2(gcj.y, gcj.x) + 0.000003 * std::cos(gcj.x * kBaidu);
  return {radius * std::cos(angle) + 0.0065, radius * std::sin(angle) + 0.006};
}

Point bd_to_gcj(Point bd) {
  return inverse(bd, gcj_to_bd);
}

}  // namespace weige::grids
