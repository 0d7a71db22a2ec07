// The faces of layers that nobody would draw: many shapes over each other at random, on whole numbers where
// borders coincide all the time, and at odd angles; against account by inclusion and exclusion, and against
// points.
#include "grids/arrangement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "grids/coverage.h"
#include "grids/measure.h"
#include "grids/noding.h"
#include "grids/patch_outline.h"
#include "grids/validity.h"
#include "reference/slow_geometry.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace arrangement_test {

using test::rectangle;
using test::shape_of;

enum class Grain { whole, fine };

// A polygon around a middle; whole: on whole numbers, so that vertices, edges and corners of several
// coincide.
Shape star(std::mt19937& random, Grain grain) {
  const Point middle{10.0 + random() % 20, 10.0 + random() % 20};
  Ring ring;
  const int corners = 4 + static_cast<int>(random() % 9);
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * M_PI * (i + (grain == Grain::fine ? (random() % 100) / 150.0 : 0)) / corners;
    const double far = 2 + random() % 8;
    Point point{middle.x + far * std::cos(angle), middle.y + far * std::sin(angle)};
    if (grain == Grain::whole) point = {std::round(point.x), std::round(point.y)};
    ring.push_back(point);
  }
  ring.push_back(ring.front());
  return normalised(shape_of(ring)).shape;
}

std::vector<Shape> layer_of(unsigned seed, Grain grain) {
  std::mt19937 random(seed);
  std::vector<Shape> layer;
  while (layer.size() < 12)
    if (Shape shape = star(random, grain); check_shape(shape).faults.empty())
      layer.push_back(std::move(shape));
  return layer;
}

void expect_sound(const std::vector<Shape>& layer, const char* what) {
  const Arrangement arrangement = Arrangement::of(layer).value();
  const auto& faces = arrangement.faces();
  std::vector<double> own(layer.size());
  std::vector<std::vector<double>> common(layer.size(), own);
  for (std::uint32_t number = 1; number < faces.size(); ++number) {
    const Face& face = faces[number];
    ASSERT_GE(face.area, -1e-9) << what;
    for (const Member a : face.members) {
      own[a] += face.area;
      for (const Member b : face.members) common[a][b] += face.area;
    }
    if (face.area < 1e-3) continue;
    const Shape shape = outline_of(arrangement, {&number, 1});
    EXPECT_NEAR(area(shape), face.area, 1e-6) << what;
    const Point inside = point_inside(shape);
    for (Member member = 0; member < layer.size(); ++member)
      EXPECT_EQ(reference::slow_covers(layer[member], inside),
                std::ranges::binary_search(face.members, member))
          << what << ' ' << inside.x << ' ' << inside.y << ' ' << member;
  }
  for (Member a = 0; a < layer.size(); ++a) {
    const double near = 2e-6 + 1e-9 * area(layer[a]);
    EXPECT_NEAR(own[a], area(layer[a]), near) << what;
    for (Member b = 0; b < a; ++b)
      EXPECT_NEAR(common[a][b], reference::slow_overlap(layer[a], layer[b]), near) << what;
  }
}

TEST(Arrangement, OfShapesOnWholeNumbersIsSound) {
  for (unsigned seed = 0; seed < 150; ++seed) expect_sound(layer_of(seed, Grain::whole), "whole");
}

TEST(Arrangement, OfShapesAtOddAnglesIsSound) {
  for (unsigned seed = 0; seed < 150; ++seed) expect_sound(layer_of(seed, Grain::fine), "fine");
}

TEST(Arrangement, OfBordersHairsApartIsSound) {
  for (const double apart : {1e-9, 1e-7, 1e-6, 3e-6, 1e-5, 1e-3}) {
    test::TownPlan plan{.columns = 4, .rows = 4, .jitter = apart, .seed = 5};
    expect_sound(test::GridTown(plan).shapes(), std::to_string(apart).c_str());
    const auto patches = check_coverage(test::GridTown(plan).shapes()).value().patches;
    EXPECT_EQ(patches.empty(), apart < 1e-5) << apart;
  }
}

TEST(Arrangement, PlacesWhatLiesApartIntoTheFaceAroundIt) {
  // Rings in rings: each a frame with a hole, the next one inside it without touching.
  std::vector<Shape> layer;
  for (int i = 0; i < 6; ++i) {
    const double low = 2.0 * i, high = 40 - low;
    Shape frame = rectangle({low, low}, {high, high});
    Ring hole = rectangle({low + 1, low + 1}, {high - 1, high - 1}).polygons[0].outer;
    std::ranges::reverse(hole);
    frame.polygons[0].holes.push_back(hole);
    layer.push_back(frame);
  }
  layer.push_back(rectangle({3.2, 3.2}, {3.8, 3.8}));  // in the gap between the second frame and the third
  expect_sound(layer, "frames");
  layer.push_back(rectangle({0, 0}, {40, 40}));
  expect_sound(layer, "frames on a whole");
}

TEST(Arrangement, IsFarFromTheOriginAsSoundAsNear) {
  auto layer = layer_of(3, Grain::fine);
  for (Shape& shape : layer)
    for (Point& point : shape.polygons[0].outer) point = {point.x + 4e7, point.y - 3e6};
  expect_sound(layer, "far");
}

TEST(Arrangement, GivesUpOnShapesThatCrossThemselves) {
  const Shape bow = shape_of({{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}});
  EXPECT_FALSE(Arrangement::of(std::vector{bow}).ok());
  EXPECT_FALSE(Arrangement::of(std::vector{shape_of({{0, 0}, {1, 1}})}).ok());
  EXPECT_EQ(Arrangement::of({}).value().faces().size(), 1u);
}

TEST(PointInside, LiesInsideWhereASpikeIsMostOfTheHeightAndBesideAHolesTip) {
  const Shape spike =
      shape_of({{0, 0}, {100, 0}, {100, 1}, {50 + 1e-9, 1}, {50, 1000}, {50, 1}, {0, 1}, {0, 0}});
  EXPECT_LT(point_inside(spike).y, 1);
  Shape tip = rectangle({0, 0}, {8, 8});
  tip.polygons[0].holes.push_back({{3, 1}, {4, 4}, {5, 1}, {3, 1}});  // up to the middle of the square
  const Point inside = point_inside(tip);
  EXPECT_TRUE(reference::slow_covers(tip, inside));
  EXPECT_FALSE(reference::slow_covers(shape_of(tip.polygons[0].holes[0]), inside));
}

// Forty members whose common border was drawn forty times, corners a unit (60 nm) apart: spots beside each
// other must not make pieces run to and fro between them. A layer of 134 corners in GEOS's test vectors, one
// of them, once filled the memory.
TEST(Noding, OfBordersAUnitApartStaysSmall) {
  std::mt19937 random(3);
  constexpr std::int64_t corners = 20, step = 1 << 20;
  std::vector<Segment> segments;
  for (std::uint32_t member = 0; member < 40; ++member) {
    Spot from{0, 0};
    for (std::int64_t i = 1; i <= corners; ++i) {
      const Spot to{i * step, i == corners ? 0 : static_cast<std::int64_t>(random() % 3) - 1};
      segments.push_back({from, to, member, 0});
      from = to;
    }
  }
  const std::size_t before = segments.size();
  for (int pass = 0; pass < 5; ++pass) {
    node(segments);
    EXPECT_LE(segments.size(), 10 * before) << pass;
  }
}

// Teeth without end: a comb of `count` teeth from the left, or, turned, from below.
Shape comb(int count, bool turned) {
  Ring ring{{-1, 0}};
  const double size = 4 * count;
  for (int tooth = 0; tooth < count; ++tooth) {
    const double at = 4.0 * tooth + (turned ? 1 : 0);
    ring.insert(ring.end(), {{0, at}, {size, at}, {size, at + 2}, {0, at + 2}});
  }
  ring.insert(ring.end(), {{-1, 4.0 * count}, {-1, 0}});
  if (turned)
    for (Point& point : ring) std::swap(point.x, point.y);
  return normalised(shape_of(ring)).shape;
}

// Shows 6 of the grids: two valid members, 200,000 corners each, that cross ten thousand million times.
TEST(Arrangement, RefusesWhatCrossesWithoutEnd) {
  const auto few = check_coverage(std::vector{comb(100, false), comb(100, true)});
  ASSERT_TRUE(few);
  EXPECT_GE(few->patches.size(), 10'000u);
  const auto many = check_coverage(std::vector{comb(50'000, false), comb(50'000, true)});
  ASSERT_FALSE(many);
  EXPECT_EQ(many.problem().code, ProblemCode::layer_unresolved);
}

}  // namespace arrangement_test
}  // namespace weige::grids
