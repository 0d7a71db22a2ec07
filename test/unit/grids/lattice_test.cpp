// Points of the lattice survive being written and read, and whole numbers and back.
#include "grids/lattice.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>

#include "support/grid_towns.h"

namespace weige::grids {
namespace lattice_test {

double written_and_read(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.9f", value);
  return std::strtod(text, nullptr);
}

TEST(Lattice, IsWhatNineDecimalsAreReadAs) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 100'000; ++i) {
    const Spot spot{static_cast<std::int64_t>(random() % 360'000'000'001) - 180'000'000'000,
                    static_cast<std::int64_t>(random() % 180'000'000'001) - 90'000'000'000};
    const Point point = point_of(spot);
    ASSERT_EQ(spot_of(point), spot);
    ASSERT_EQ(point, (Point{written_and_read(point.x), written_and_read(point.y)}));
    const double off = 4e-10 * (random() % 2 ? 1 : -1);
    ASSERT_EQ(on_lattice(Point{point.x + (spot.x > 0 ? -1 : 1) * std::abs(off), point.y}), point);
  }
}

TEST(Lattice, LeavesOutRingsThatLoseTheirInside) {
  Shape shape = test::rectangle({121, 31}, {121.001, 31.001});
  const Shape plain = shape;
  const Ring speck{
      {121.0005, 31.0005}, {121.0005, 31.0005 + 2e-10}, {121.0005 + 2e-10, 31.0005}, {121.0005, 31.0005}};
  shape.polygons[0].holes.push_back(speck);
  shape.polygons.push_back({speck, {}});
  shape.polygons[0].outer.insert(shape.polygons[0].outer.begin() + 1, {121 + 1e-10, 31});
  EXPECT_EQ(on_lattice(shape), plain);
}

TEST(Lattice, KnowsWhatIsInDegrees) {
  EXPECT_TRUE(in_degrees(Point{180, -90}));
  EXPECT_FALSE(in_degrees(Point{180.1, 0}));
  EXPECT_FALSE(in_degrees(Point{0, std::nan("")}));
  EXPECT_FALSE(in_degrees(Point{-std::numeric_limits<double>::infinity(), 0}));
  EXPECT_FALSE(in_degrees(test::rectangle({0, 0}, {1, 91})));
}

}  // namespace lattice_test
}  // namespace weige::grids
