// Areas divided between their buildings: every point on its own parcel, all land given away exactly once.
#include "grids/parcels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "grids/coverage.h"
#include "grids/validity.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace parcels_test {

using test::rectangle;
using test::shape_of;
using testing::ElementsAre;

std::vector<Shape> blocks_of(const std::vector<Parcel>& parcels) {
  std::vector<Shape> blocks;
  for (const Parcel& parcel : parcels)
    blocks.insert(blocks.end(), parcel.blocks.begin(), parcel.blocks.end());
  return blocks;
}

// Blocks are valid and in one piece, cover the area exactly once, and hold their own points.
void expect_sound(const Shape& whole, const std::vector<Site>& sites, const std::vector<Parcel>& parcels) {
  const std::vector<Shape> blocks = blocks_of(parcels);
  for (const Shape& block : blocks) {
    EXPECT_TRUE(check_shape(block).faults.empty());
    EXPECT_EQ(block.polygons.size(), 1u);
  }
  const Coverage coverage = check_coverage(blocks, {.outline = whole}).value();
  for (const Patch& patch : coverage.patches) EXPECT_EQ(patch.kind, PatchKind::island);
  EXPECT_NEAR(coverage.covered, area(whole), 1e-9 * area(whole));
  for (const Parcel& parcel : parcels) {
    if (parcel.blocks.empty()) continue;
    const Locator locator = Locator::build(parcel.blocks).value();
    for (const Site& site : sites)
      if (std::ranges::binary_search(parcel.atoms, site.atom)) {
        EXPECT_LT(locator.nearest(site.at).distance, 1e-6) << site.atom;
      }
  }
}

TEST(Parcels, EndHalfWayBetweenBuildings) {
  const std::vector<Site> sites{{{10, 5}, 3}, {{20, 5}, 1}};
  const auto parcels = parcels_of(rectangle({0, 0}, {40, 10}), sites).value();
  ASSERT_EQ(parcels.size(), 2u);
  EXPECT_THAT(parcels[0].atoms, ElementsAre(1));
  EXPECT_NEAR(area(parcels[0].blocks.at(0)), 250, 1e-6);
  EXPECT_THAT(parcels[1].atoms, ElementsAre(3));
  EXPECT_NEAR(area(parcels[1].blocks.at(0)), 150, 1e-6);
}

TEST(Parcels, GiveALaneAllItsLand) {
  const std::vector<Site> sites{{{5, 5}, 0}, {{15, 5}, 0}, {{25, 5}, 1}, {{35, 5}, 0}};
  const Shape whole = rectangle({0, 0}, {40, 10});
  const auto parcels = parcels_of(whole, sites).value();
  expect_sound(whole, sites, parcels);
  ASSERT_EQ(parcels.size(), 2u);
  EXPECT_EQ(parcels[0].blocks.size(), 2u);  // another building stands between
  EXPECT_EQ(parcels[1].blocks.size(), 1u);
}

TEST(Parcels, TieWhatStandsInTheSamePlace) {
  const std::vector<Site> sites{{{5, 5}, 4}, {{5, 5.001}, 2}, {{30, 5}, 7}, {{31, 5}, 4}};
  const auto parcels = parcels_of(rectangle({0, 0}, {40, 10}), sites).value();
  ASSERT_EQ(parcels.size(), 2u);
  EXPECT_THAT(parcels[0].atoms, ElementsAre(2, 4));
  EXPECT_THAT(parcels[1].atoms, ElementsAre(7));
}

TEST(Parcels, GiveLandThatIsCutOffToWhoeverItHangsOn) {
  // A U whose right arm is nearer to the building on the left than its own one is, at the top.
  const Shape whole =
      shape_of({{0, 0}, {30, 0}, {30, 40}, {20, 40}, {20, 10}, {10, 10}, {10, 40}, {0, 40}, {0, 0}});
  const std::vector<Site> sites{{{8, 35}, 0}, {{25, 2}, 1}};
  const auto parcels = parcels_of(whole, sites).value();
  expect_sound(whole, sites, parcels);
  ASSERT_EQ(parcels.size(), 2u);
  EXPECT_EQ(parcels[0].blocks.size(), 1u);
  EXPECT_EQ(parcels[1].blocks.size(), 1u);
  EXPECT_EQ(Locator::build(parcels[1].blocks).value().find(Point{21, 39}), 0u);
}

TEST(Parcels, LeaveLandWithoutBuildings) {
  const Shape islands{{rectangle({0, 0}, {10, 10}).polygons[0], rectangle({20, 0}, {30, 10}).polygons[0]}};
  auto parcels = parcels_of(islands, {}).value();
  ASSERT_EQ(parcels.size(), 1u);
  EXPECT_TRUE(parcels[0].atoms.empty());
  EXPECT_EQ(parcels[0].blocks.size(), 2u);
  const std::vector<Site> sites{{{5, 5}, 0}, {{7, 5}, 1}};
  parcels = parcels_of(islands, sites).value();
  expect_sound(islands, sites, parcels);
  ASSERT_EQ(parcels.size(), 3u);
  EXPECT_TRUE(parcels[2].atoms.empty());
  EXPECT_NEAR(area(parcels[2].blocks.at(0)), 100, 1e-9);
  EXPECT_TRUE(parcels_of({}, {}).value().at(0).blocks.empty());
}

TEST(Parcels, AreSoundWhereverBuildingsStand) {
  std::mt19937_64 random(3);
  const auto below = [&](double most) { return most * static_cast<double>(random() >> 11) * 0x1p-53; };
  for (std::size_t round = 0; round < 40; ++round) {
    const test::GridTown town({.columns = 1, .rows = 1, .wave = 1 + below(3), .seed = round});
    Shape whole = town.shapes()[0];
    if (round % 4 == 0)
      whole.polygons[0].holes.push_back({{90, 90}, {95, 120}, {120, 115}, {118, 91}, {90, 90}});
    const Locator inside = Locator::build({&whole, 1}).value();
    std::vector<Site> sites;
    while (sites.size() < 30) {
      Point at{below(200), below(200)};
      // On a line, on a lattice, or anywhere: the first two have many equal distances.
      if (round % 3 == 0) at.y = 77;
      if (round % 3 == 1) at = {std::round(at.x / 10) * 10, std::round(at.y / 10) * 10};
      if (inside.find(at) == 0) sites.push_back({at, static_cast<std::uint32_t>(random() % 12)});
    }
    expect_sound(whole, sites, parcels_of(whole, sites).value());
  }
}

}  // namespace parcels_test
}  // namespace weige::grids
