// Areas, and common areas against a slow twin that cuts both shapes into slabs.
#include "grids/measure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "reference/slow_geometry.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace measure_test {

using test::GridTown;
using test::rectangle;

double overlap(const Shape& a, const Shape& b) {
  return overlap_area(EdgeProfile(a), EdgeProfile(b));
}

// A star around a middle, at far coordinates, with a hole at every second seed.
Shape star(unsigned seed, Point middle) {
  std::mt19937 random(seed);
  const auto round = [&](double least, double most, double turn) {
    Ring ring;
    for (int i = 0; i < 40; ++i) {
      const double angle = turn * 2 * M_PI * i / 40,
                   far = least + (most - least) * (random() % 1000) / 1000.0;
      ring.push_back({middle.x + far * std::cos(angle), middle.y + far * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
  };
  Shape shape = test::shape_of(round(60, 100, 1));
  if (seed % 2) shape.polygons[0].holes.push_back(round(20, 50, -1));
  return shape;
}

TEST(Measure, KnowsAreasAndBorders) {
  Shape shape = rectangle({1e6, 2e6}, {1e6 + 10, 2e6 + 10});
  shape.polygons[0].holes.push_back(
      {{1e6 + 4, 2e6 + 4}, {1e6 + 4, 2e6 + 6}, {1e6 + 6, 2e6 + 6}, {1e6 + 6, 2e6 + 4}, {1e6 + 4, 2e6 + 4}});
  EXPECT_DOUBLE_EQ(area(shape), 96);
  EXPECT_DOUBLE_EQ(perimeter(shape), 48);
  EXPECT_DOUBLE_EQ(EdgeProfile(shape).area(), 96);
  EXPECT_DOUBLE_EQ(overlap(shape, rectangle({1e6, 2e6}, {1e6 + 5, 2e6 + 10})), 48);
  EXPECT_EQ(overlap(shape, rectangle({0, 0}, {1, 1})), 0);
}

TEST(Measure, OfACommonPartAgreesWithTheSlowTwin) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    std::mt19937 random(seed * 7 + 1);
    const Point far{5e5 + random() % 1000, 3e6 + random() % 1000};
    const Shape a = star(seed, far);
    const Shape b = star(seed + 1000, {far.x + random() % 200 - 100.0, far.y + random() % 200 - 100.0});
    const double larger = std::max(area(a), area(b));
    ASSERT_NEAR(overlap(a, b), reference::slow_overlap(a, b), 1e-9 * larger) << seed;
    ASSERT_NEAR(overlap(a, b), overlap(b, a), 1e-12 * larger) << seed;
    ASSERT_NEAR(overlap(a, a), area(a), 1e-10 * larger) << seed;
  }
}

TEST(Measure, OfNeighboursWithBordersDrawnTwiceAgreesWithTheSlowTwin) {
  for (const double jitter : {0.0, 1e-9, 0.02}) {
    const auto layer = GridTown({.columns = 3, .rows = 3, .jitter = jitter, .seed = 5}).shapes();
    for (const Shape& a : layer)
      for (const Shape& b : layer) {
        const double slow = reference::slow_overlap(a, b);
        ASSERT_NEAR(overlap(a, b), slow, 1e-9 * area(a)) << jitter;
        const bool apart = jitter == 0 && &a != &b;
        ASSERT_LT(apart ? overlap(a, b) : 0, 1e-9);
      }
  }
}

}  // namespace measure_test
}  // namespace weige::grids
