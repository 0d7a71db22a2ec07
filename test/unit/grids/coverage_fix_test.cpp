// Fixes, one at a time: each removes the patch it was proposed for and breaks nothing else.
#include "grids/coverage_fix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "grids/measure.h"
#include "grids/validity.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace coverage_fix_test {

using test::GridTown;
using test::rectangle;
using test::Side;

std::vector<Patch> patches(const std::vector<Shape>& layer) {
  return check_coverage(layer).value().patches;
}

// Takes each first proposal until nothing is left.
std::vector<Shape> mended(std::vector<Shape> layer) {
  for (auto open = patches(layer); !open.empty(); open = patches(layer)) {
    const std::size_t before = open.size();
    layer = apply_fix(proposed_fixes(open.front()).at(0), layer).value();
    for (const Shape& shape : layer) {
      EXPECT_TRUE(shape.polygons.empty() || check_shape(shape).faults.empty());
    }
    if (patches(layer).size() != before - 1) {
      ADD_FAILURE() << "a fix left " << patches(layer).size() << " of " << before;
      break;
    }
  }
  return layer;
}

TEST(CoverageFix, MendsEveryPlantedFaultOneByOne) {
  GridTown town({.columns = 6, .rows = 6, .seed = 3});
  const double covered = check_coverage(town.shapes()).value().covered;
  town.plant({.cell = 7, .side = Side::east, .depth = 8});
  town.plant({.cell = 21, .side = Side::north, .segment = 4, .depth = -6});
  town.plant({.cell = 15, .side = Side::west, .depth = 0.2});
  town.plant({.cell = 28, .side = Side::south, .depth = -0.1});
  auto layer = town.shapes();
  layer.push_back(layer[0]);
  ASSERT_EQ(patches(layer).size(), 5u);
  layer = mended(layer);
  EXPECT_TRUE(patches(layer).empty());
  EXPECT_TRUE(layer.back().polygons.empty());
  EXPECT_NEAR(check_coverage(layer).value().covered, covered, 1e-3);
}

TEST(CoverageFix, GivesAGapToTheLongestSharedBorder) {
  // A gap of 10 x 2 between a long neighbour below and short ones beside it.
  const std::vector layer{rectangle({0, 0}, {30, 10}), rectangle({0, 10}, {10, 12}),
                          rectangle({20, 10}, {30, 12}), rectangle({0, 12}, {30, 20})};
  const auto found = patches(layer);
  ASSERT_EQ(found.size(), 1u);
  const auto fixes = proposed_fixes(found[0]);
  ASSERT_EQ(fixes.size(), 4u);
  EXPECT_EQ(std::get<GivePatch>(fixes[0]).to, 0u);  // as long as member 3's
  EXPECT_EQ(std::get<GivePatch>(fixes[1]).to, 3u);
  const auto after = apply_fix(fixes[0], layer).value();
  EXPECT_NEAR(area(after[0]), 320, 1e-9);
  EXPECT_EQ(after[1], layer[1]);
  EXPECT_TRUE(patches(after).empty());
}

TEST(CoverageFix, LeavesAnOverlapWithWhomItHangsOnMost) {
  // A tongue of member 1 reaches into member 0: three of its sides are member 1's border, inside member 0's
  // land.
  const std::vector layer{
      rectangle({0, 0}, {10, 10}),
      test::shape_of({{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 6}, {7, 6}, {7, 4}, {10, 4}, {10, 0}})};
  const auto found = patches(layer);
  ASSERT_EQ(found.size(), 1u);
  const auto fix = std::get<GivePatch>(proposed_fixes(found[0]).at(0));
  EXPECT_EQ(fix.to, 0u);
  const auto after = apply_fix(fix, layer).value();
  EXPECT_EQ(after[0], layer[0]);
  EXPECT_NEAR(area(after[1]), 100, 1e-9);
}

TEST(CoverageFix, SnapsASliverShut) {
  const std::vector closed{rectangle({0, 0}, {10, 10}), rectangle({10.1, 0}, {20, 10}),
                           rectangle({0, 10}, {20, 20}), rectangle({0, -10}, {20, 0})};
  const auto found = patches(closed);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, PatchKind::sliver_gap);
  const auto after = apply_fix(SnapBorders{1, 0}, closed).value();
  EXPECT_TRUE(patches(after).empty());
  EXPECT_NEAR(area(after[1]), 100, 1e-9);
}

TEST(CoverageFix, RefusesMembersThatAreNotThere) {
  const std::vector layer{rectangle({0, 0}, {1, 1}), Shape{}};
  for (const Fix& fix :
       {Fix{DropMember{5}}, Fix{SnapBorders{0, 1}}, Fix{GivePatch{1, {}, rectangle({1, 0}, {2, 1})}}}) {
    const auto refused = apply_fix(fix, layer);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.problem().code, ProblemCode::fix_impossible);
  }
}

}  // namespace coverage_fix_test
}  // namespace weige::grids
