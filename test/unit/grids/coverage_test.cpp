// Planted faults of a layer are found with their areas, and nothing else is.
#include "grids/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "grids/measure.h"
#include "grids/validity.h"
#include "reference/slow_geometry.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace coverage_test {

using test::GridTown;
using test::rectangle;
using test::Side;
using testing::ElementsAre;

using Members = std::vector<Member>;

Coverage check(const std::vector<Shape>& layer, const CoverageOptions& options = {}) {
  return check_coverage(layer, options).value();
}

void expect(const Patch& patch, PatchKind kind, const Members& members, double size) {
  EXPECT_EQ(patch.kind, kind);
  EXPECT_EQ(patch.members, members);
  EXPECT_NEAR(patch.area, size, 1e-6 * size);
  EXPECT_NEAR(area(patch.shape), size, 1e-6 * size);
  EXPECT_TRUE(reference::slow_covers(patch.shape, patch.inside));
}

TEST(Coverage, OfAWholeTownFindsNothing) {
  const auto layer = GridTown({.columns = 12, .rows = 9, .seed = 4}).shapes();
  const Coverage coverage = check(layer);
  EXPECT_TRUE(coverage.patches.empty());
  double sum = 0;
  for (const Shape& shape : layer) sum += area(shape);
  EXPECT_NEAR(coverage.covered, sum, 1e-9 * sum);
}

TEST(Coverage, FindsEachPlantedFaultWithItsAreaAndNothingElse) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    GridTown town({.columns = 10, .rows = 10, .seed = seed});
    const double gap = town.plant({.cell = 11, .side = Side::east, .depth = 8});
    const double overlap = town.plant({.cell = 33, .side = Side::north, .segment = 4, .depth = -6});
    const double thin_gap = town.plant({.cell = 55, .side = Side::west, .depth = 0.2});
    const double thin_overlap = town.plant({.cell = 77, .side = Side::south, .depth = -0.02});
    auto layer = town.shapes();
    layer.push_back(layer[90]);
    layer.push_back(rectangle({5000, 5000}, {5100, 5100}));
    layer[99].polygons.push_back(rectangle({6000, 0}, {6010, 10}).polygons[0]);
    Ring hole = rectangle({500, 1900}, {520, 1930}).polygons[0].outer;
    std::ranges::reverse(hole);
    layer[92].polygons[0].holes.push_back(hole);
    const auto patches = check(layer).patches;
    ASSERT_EQ(patches.size(), 8u) << seed;
    expect(patches[0], PatchKind::duplicate, {90, 100}, area(layer[90]));
    expect(patches[1], PatchKind::gap, {11, 12}, gap);
    expect(patches[2], PatchKind::hole, {92}, 600);
    expect(patches[3], PatchKind::overlap, {33, 43}, overlap);
    expect(patches[4], PatchKind::sliver_gap, {54, 55}, thin_gap);
    expect(patches[5], PatchKind::sliver_overlap, {67, 77}, thin_overlap);
    expect(patches[6], PatchKind::island, {101}, 10'000);
    expect(patches[7], PatchKind::detached_part, {99}, 100);
    EXPECT_NEAR(patches[4].width, 0.2, 0.01);
  }
}

TEST(Coverage, FindsALeftOutMemberAsAGapWithAllItsNeighbours) {
  auto layer = GridTown({.columns = 5, .rows = 5, .seed = 2}).shapes();
  const Shape gone = layer[12];
  layer[12] = {};
  const auto patches = check(layer).patches;
  ASSERT_EQ(patches.size(), 1u);
  expect(patches[0], PatchKind::gap, {7, 11, 13, 17}, area(gone));
  double around = 0;
  for (const Shared& one : patches[0].borders) around += one.metres;
  EXPECT_NEAR(around, perimeter(gone), 1e-6);
}

TEST(Coverage, KnowsTheOutline) {
  const std::vector layer{rectangle({0, 0}, {50, 100}), rectangle({50, 0}, {120, 100})};
  const auto patches = check(layer, {.outline = rectangle({-10, 0}, {100, 100})}).patches;
  ASSERT_EQ(patches.size(), 2u);
  expect(patches[0], PatchKind::gap, {0}, 1000);
  expect(patches[1], PatchKind::outside, {1}, 2000);
}

TEST(Coverage, FindsAnOverlapOverATornBorderAsOnePatchForEachPair) {
  const std::vector layer{rectangle({0, 0}, {10, 10}), rectangle({10, 0}, {20, 10}),
                          rectangle({5, 5}, {15, 10}), rectangle({6, 6}, {7, 7})};
  const auto patches = check(layer).patches;
  ASSERT_EQ(patches.size(), 4u);
  expect(patches[0], PatchKind::overlap, {0, 2}, 25);
  expect(patches[1], PatchKind::overlap, {0, 3}, 1);
  expect(patches[2], PatchKind::overlap, {1, 2}, 25);
  expect(patches[3], PatchKind::overlap, {2, 3}, 1);
  EXPECT_EQ(patches[0].shape.polygons[0].outer.size(), 5u);  // in one piece
}

// A gap that comes by one point twice is told as an outer ring and a hole that meet there.
TEST(Coverage, ShapesAGapAroundAMemberThatTouchesItsBorder) {
  Shape frame = rectangle({0, 0}, {10, 10});
  frame.polygons[0].holes.push_back({{2, 2}, {2, 8}, {8, 8}, {8, 2}, {2, 2}});
  const Shape diamond = test::shape_of({{2, 5}, {4, 3}, {6, 5}, {4, 7}, {2, 5}});
  const auto patches = check({frame, diamond}).patches;
  ASSERT_EQ(patches.size(), 1u);
  expect(patches[0], PatchKind::gap, {0, 1}, 28);
  EXPECT_TRUE(check_shape(patches[0].shape).faults.empty());
  EXPECT_EQ(patches[0].shape.polygons.at(0).holes.size(), 1u);
}

TEST(Coverage, TakesAVertexOnANeighboursEdgeAsTouching) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    // A slanting border that the neighbour on one side breaks at points which rounding moves off the line.
    const double slope = 0.1 + seed * 0.013;
    Ring left{{0, 0}}, right{{0, 0}};
    const auto on = [&](double y) { return Point{100 + slope * y, y}; };
    left = {{0, 0}, on(0), on(97.3), {0, 97.3}, {0, 0}};
    right = {on(0), {300, 0}, {300, 97.3}, on(97.3)};
    for (const double y : {71.1, 33.3, 10.7}) right.push_back(on(y));
    right.push_back(on(0));
    EXPECT_TRUE(check({test::shape_of(left), test::shape_of(right)}).patches.empty()) << seed;
  }
}

// Gaps and overlaps of borders drawn twice: their sums are right by an independent account.
TEST(Coverage, OfBordersDrawnTwiceFindsSliversOnlyAndTheirSums) {
  const auto layer = GridTown({.columns = 8, .rows = 8, .jitter = 0.05, .seed = 6}).shapes();
  const Coverage coverage = check(layer);
  double overlaps = 0, pairs = 0, members = 0;
  for (const Patch& patch : coverage.patches) {
    EXPECT_TRUE(patch.kind == PatchKind::sliver_gap || patch.kind == PatchKind::sliver_overlap);
    if (patch.kind == PatchKind::sliver_overlap) overlaps += patch.area;
    ASSERT_TRUE(reference::slow_covers(patch.shape, patch.inside));
  }
  for (std::size_t i = 0; i < layer.size(); ++i) {
    members += area(layer[i]);
    for (std::size_t j = 0; j < i; ++j) pairs += reference::slow_overlap(layer[i], layer[j]);
  }
  EXPECT_GT(coverage.patches.size(), 1000u);
  EXPECT_NEAR(overlaps, pairs, 1e-6 * pairs + 1e-4);
  // Where three members meet at a corner, pairs count a speck twice.
  EXPECT_NEAR(coverage.covered, members - pairs, 0.05);
  const double frame = 1700.0 * 1700;
  const Coverage framed = check(layer, {.outline = rectangle({-50, -50}, {1650, 1650})});
  double uncovered = 0;
  for (const Patch& patch : framed.patches)
    if (patch.kind == PatchKind::gap || patch.kind == PatchKind::sliver_gap) uncovered += patch.area;
  EXPECT_NEAR(framed.covered + uncovered, frame, 1e-3);
}

TEST(Coverage, AnswersTheSameTwice) {
  const auto layer = GridTown({.columns = 4, .rows = 4, .jitter = 0.05, .seed = 8}).shapes();
  const auto one = check(layer).patches, other = check(layer).patches;
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].shape, other[i].shape);
}

TEST(Coverage, RefusesInvalidMembersByNumber) {
  const Shape bow = test::shape_of({{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}});
  const auto refused = check_coverage(std::vector{rectangle({20, 0}, {30, 10}), bow});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem(), problem(ProblemCode::invalid_shape).with("number", "2"));
  EXPECT_FALSE(check_coverage(std::vector{rectangle({0, 0}, {std::nan(""), 1})}).ok());
  EXPECT_TRUE(check({}).patches.empty());
}

TEST(Coverage, OfHeapsOfOneMemberEndsInTime) {
  const auto heap = [](std::size_t count) {
    std::vector<Shape> layer(count, rectangle({0, 0}, {1, 1}));
    layer.push_back(rectangle({0.5, 0}, {1.5, 1}));
    return layer;
  };
  EXPECT_EQ(check(heap(100)).patches.size(), 100u * 99 / 2 + 100);
  EXPECT_EQ(check_coverage(heap(2500)).problem().code, ProblemCode::layer_unresolved);
}

}  // namespace coverage_test
}  // namespace weige::grids
