// Two layers against each other: each planted split, merged, shifted and missing area is found with its area,
// and nothing else.
#include "grids/crosswalk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reference/slow_geometry.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace crosswalk_test {

using test::GridTown;
using test::rectangle;
using test::Side;

constexpr std::size_t columns = 8;

// Cell 10 in halves, 20 and 21 as one, the border between 35 and 36 moved east by 40 m, cell 50 left out.
struct Changed {
  explicit Changed(double jitter) {
    const test::TownPlan plan{.columns = columns, .rows = 8, .jitter = jitter, .seed = 9};
    a = GridTown(plan).shapes();
    GridTown town(plan);
    shifted = town.shift(35, Side::east, 40);
    for (std::size_t cell = 0; cell < 64; ++cell) {
      place.push_back(static_cast<Member>(b.size()));
      if (cell == 10) {
        for (Shape& half : town.halves(cell)) b.push_back(std::move(half));
      } else if (cell == 20) {
        b.push_back(town.with_east(cell));
      } else if (cell == 21) {
        place.back() = place[20];
      } else if (cell != 50) {
        b.push_back(test::shape_of(town.ring(cell)));
      }
    }
  }
  std::vector<Shape> a, b;
  std::vector<Member> place;  // of each cell in b
  double shifted = 0;
};

Alignment expected(std::size_t cell) {
  if (cell == 10) return Alignment::split;
  if (cell == 20 || cell == 21) return Alignment::merged;
  if (cell == 35 || cell == 36) return Alignment::shifted;
  return cell == 50 ? Alignment::missing : Alignment::one_to_one;
}

TEST(Crosswalk, FindsWhatWasPlantedAndNothingElse) {
  const Changed town(0);
  const Crosswalk crosswalk = compare(town.a, town.b, {.threads = 2}).value();
  for (std::size_t cell = 0; cell < 64; ++cell) {
    EXPECT_EQ(crosswalk.a[cell].alignment, expected(cell)) << cell;
    const bool there = crosswalk.a[cell].alignment == Alignment::one_to_one;
    EXPECT_NEAR(crosswalk.a[cell].iou, there ? 1 : crosswalk.a[cell].iou, 1e-9) << cell;
    EXPECT_EQ(crosswalk.a[cell].partner, cell == 50 ? no_member : crosswalk.a[cell].partner);
    EXPECT_NEAR(crosswalk.a[cell].outside, cell == 50 ? area(town.a[50]) : 0, 1e-6) << cell;
  }
  EXPECT_EQ(crosswalk.b[town.place[10]].alignment, Alignment::merged);
  EXPECT_EQ(crosswalk.b[town.place[10] + 1].alignment, Alignment::merged);
  EXPECT_EQ(crosswalk.b[town.place[10]].partner, 10u);
  EXPECT_EQ(crosswalk.b[town.place[20]].alignment, Alignment::split);
  // Of all pairs only the moved border is a difference: what was 36's goes to 35.
  const auto moved = differences(crosswalk);
  ASSERT_EQ(moved.size(), 1u);
  EXPECT_EQ(moved[0].a, 36u);
  EXPECT_EQ(moved[0].b, town.place[35]);
  EXPECT_NEAR(moved[0].area, town.shifted, 1e-6 * town.shifted);
}

TEST(Crosswalk, SaysHowFarOneToOneHolds) {
  const Changed town(0);
  const Crosswalk crosswalk = compare(town.a, town.b).value();
  double whole = 0, mutual = 0;
  for (const Shape& shape : town.a) whole += area(shape);
  mutual = whole - area(town.a[50]) - town.shifted;
  mutual -= std::min(area(town.b[town.place[10]]), area(town.b[town.place[10] + 1]));
  mutual -= std::min(area(town.a[20]), area(town.a[21]));
  EXPECT_NEAR(crosswalk.one_to_one, mutual / whole, 1e-9);
  EXPECT_NEAR(compare(town.a, town.a).value().one_to_one, 1, 1e-12);
  EXPECT_EQ(compare(town.a, {}).value().one_to_one, 0);
  EXPECT_EQ(compare({}, {}).value().one_to_one, 0);
}

TEST(Crosswalk, KeepsItsClassesWhenBordersAreDrawnTwice) {
  const Changed town(0.05);
  const Crosswalk crosswalk = compare(town.a, town.b, {.threads = 2}).value();
  for (std::size_t cell = 0; cell < 64; ++cell)
    EXPECT_EQ(crosswalk.a[cell].alignment, expected(cell)) << cell;
}

TEST(Crosswalk, AgreesWithTheSlowTwinForEveryPairOnAnyNumberOfThreads) {
  const auto a = GridTown({.columns = 4, .rows = 4, .jitter = 0.05, .seed = 1}).shapes();
  const auto b = GridTown({.columns = 4, .rows = 4, .wave = 9, .jitter = 3, .seed = 2}).shapes();
  const Crosswalk crosswalk = compare(a, b).value();
  EXPECT_EQ(crosswalk.pairs, compare(a, b, {.threads = 3}).value().pairs);
  auto pair = crosswalk.pairs.begin();
  for (Member i = 0; i < a.size(); ++i)
    for (Member j = 0; j < b.size(); ++j) {
      const bool named = pair != crosswalk.pairs.end() && pair->a == i && pair->b == j;
      const double slow = reference::slow_overlap(a[i], b[j]), whole = area(a[i]) + area(b[j]) - slow;
      EXPECT_NEAR(named ? pair->area : 0, slow, named ? 1e-9 * area(a[i]) : 1e-3);
      EXPECT_NEAR(named ? pair->iou : slow / whole, slow / whole, 1e-9);
      pair += named ? 1 : 0;
    }
  EXPECT_EQ(pair, crosswalk.pairs.end());
}

TEST(Crosswalk, WeighsPointsByPair) {
  const std::vector a{rectangle({0, 0}, {10, 10})}, b{rectangle({5, 0}, {15, 10})};
  const Locator in_a = Locator::build(a).value(), in_b = Locator::build(b).value();
  const std::vector<Weighted> doors{{{1, 1}, 3}, {{6, 1}, 2}, {{7, 1}, 2}, {{12, 1}, 1}, {{50, 50}, 4}};
  EXPECT_THAT(weigh(doors, in_a, in_b),
              testing::ElementsAre(WeightedPair{0, 0, 4}, WeightedPair{0, no_member, 3},
                                   WeightedPair{no_member, 0, 1}, WeightedPair{no_member, no_member, 4}));
}

TEST(Crosswalk, RefusesWhatHasNoArea) {
  const std::vector good{rectangle({0, 0}, {1, 1})};
  const std::vector backwards{rectangle({0, 0}, {-1, 1})}, nan{rectangle({0, 0}, {std::nan(""), 1})};
  EXPECT_FALSE(compare(good, backwards).ok());
  EXPECT_FALSE(compare(nan, good).ok());
}

}  // namespace crosswalk_test
}  // namespace weige::grids
