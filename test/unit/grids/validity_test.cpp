// What is wrong with a shape, where, and what mending it costs.
#include "grids/validity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "grids/measure.h"
#include "grids/overlay.h"
#include "reference/slow_validity.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace validity_test {

using test::rectangle;
using test::shape_of;
using testing::ElementsAre;
using testing::IsEmpty;

Ring clockwise(Point low, Point high) {
  Ring ring = rectangle(low, high).polygons[0].outer;
  std::ranges::reverse(ring);
  return ring;
}
Shape with_holes(Shape shape, std::vector<Ring> holes) {
  shape.polygons[0].holes = std::move(holes);
  return shape;
}
const Shape bow = shape_of({{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}});
const Shape square = rectangle({0, 0}, {10, 10});

std::vector<Fault> faults(const Shape& shape) {
  return check_shape(shape).faults;
}

TEST(Validity, FindsNothingInValidShapes) {
  EXPECT_THAT(faults(square), IsEmpty());
  EXPECT_THAT(faults(with_holes(square, {clockwise({2, 2}, {4, 4}), clockwise({6, 6}, {8, 8})})), IsEmpty());
  Shape two = square;
  two.polygons.push_back(rectangle({10, 10}, {20, 20}).polygons[0]);  // they touch in a point
  EXPECT_THAT(faults(two), IsEmpty());
}

TEST(Validity, NamesEachFaultAndItsPlace) {
  EXPECT_THAT(faults(bow), ElementsAre(Fault{FaultKind::self_crossing, {5, 5}}));
  EXPECT_THAT(faults(with_holes(square, {clockwise({20, 20}, {22, 22})})),
              ElementsAre(Fault{FaultKind::hole_outside, {20, 20}}));
  EXPECT_THAT(faults(with_holes(square, {clockwise({2, 2}, {8, 8}), clockwise({4, 4}, {6, 6})})),
              ElementsAre(testing::Field(&Fault::kind, FaultKind::nested_holes)));
  EXPECT_THAT(faults(shape_of({{0, 0}, {10, 0}, {0, 0}})),
              ElementsAre(Fault{FaultKind::too_few_points, {0, 0}}));
  EXPECT_THAT(faults(shape_of({{0, 0}, {10, 0}, {10, 10}})),
              ElementsAre(Fault{FaultKind::open_ring, {0, 0}}));
  EXPECT_THAT(faults({}), ElementsAre(Fault{FaultKind::too_few_points, {}}));
  EXPECT_THAT(faults(shape_of({{0, 0}, {10, 0}, {20, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}})),
              testing::Contains(Fault{FaultKind::spike, {20, 0}}));
  EXPECT_THAT(faults(shape_of({{0, 0}, {10, 0}, {5, 5}, {10, 10}, {0, 10}, {5, 5}, {0, 0}})),
              ElementsAre(Fault{FaultKind::self_touching, {5, 5}}));
  Shape nested = square, twice = square;
  nested.polygons.push_back(rectangle({2, 2}, {4, 4}).polygons[0]);
  EXPECT_THAT(faults(nested), ElementsAre(testing::Field(&Fault::kind, FaultKind::nested_polygons)));
  const Ring hole = clockwise({2, 2}, {4, 4});
  EXPECT_THAT(faults(with_holes(square, {hole, hole})),
              ElementsAre(testing::Field(
                  &Fault::kind, testing::AnyOf(FaultKind::duplicate_rings, FaultKind::self_crossing))));
  const Ring diamond{{0, 5}, {5, 10}, {10, 5}, {5, 0}, {0, 5}};
  EXPECT_THAT(faults(with_holes(square, {diamond})),
              ElementsAre(testing::Field(&Fault::kind, FaultKind::split_inside)));
}

TEST(Validity, RefusesWhatIsNoNumber) {
  for (const double bad : std::initializer_list<double>{std::nan(""), INFINITY, -INFINITY}) {
    const Shape shape = rectangle({0, 0}, {bad, 1});
    EXPECT_THAT(faults(shape), ElementsAre(Fault{FaultKind::no_number, {}}));
    EXPECT_FALSE(repaired(shape).ok());
    EXPECT_FALSE(readable(shape));
    EXPECT_FALSE(intersection(square, shape).ok());
  }
}

TEST(Validity, TellsAndTurnsWrongDirections) {
  Shape shape = shape_of(clockwise({0, 0}, {10, 10}));
  shape.polygons[0].holes = {rectangle({2, 2}, {4, 4}).polygons[0].outer};
  EXPECT_THAT(faults(shape), ElementsAre(testing::Field(&Fault::kind, FaultKind::wrong_direction),
                                         testing::Field(&Fault::kind, FaultKind::wrong_direction)));
  const Normalised turned = normalised(shape);
  EXPECT_EQ(turned.turned, 2u);
  EXPECT_DOUBLE_EQ(area(turned.shape), 96);
  EXPECT_THAT(faults(turned.shape), IsEmpty());
}

TEST(Validity, MendsAndSaysWhatChanged) {
  const Repair lobes = repaired(bow).value();
  EXPECT_THAT(faults(lobes.shape), IsEmpty());
  EXPECT_NEAR(area(lobes.shape), 50, 1e-9);
  EXPECT_NEAR(lobes.lost + lobes.gained, 0, 1e-9);

  const Repair outside = repaired(with_holes(square, {clockwise({20, 20}, {22, 22})})).value();
  EXPECT_THAT(faults(outside.shape), IsEmpty());
  EXPECT_NEAR(outside.gained, area(outside.shape) - 100, 1e-9);

  Shape overlapping = square;  // what two polygons of a shape both cover
  overlapping.polygons.push_back(rectangle({5, 0}, {15, 10}).polygons[0]);
  const Repair both = repaired(overlapping).value();
  EXPECT_NEAR(both.lost - both.gained, 150 - area(both.shape), 1e-9);

  const Repair spike =
      repaired(shape_of({{0, 0}, {10, 0}, {20, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}})).value();
  EXPECT_THAT(faults(spike.shape), IsEmpty());
  EXPECT_NEAR(area(spike.shape), 100, 1e-9);
  EXPECT_NEAR(spike.lost, 0, 1e-9);
  EXPECT_THAT(repaired(shape_of({{0, 0}, {1, 1}, {0, 0}})).value().shape.polygons, IsEmpty());
  EXPECT_NEAR(area(repaired(shape_of({{0, 0}, {10, 0}, {10, 10}})).value().shape), 50, 1e-9);
  EXPECT_EQ(repaired(square).value().lost, 0);
}

// Shapes on a lattice so small that corners meet, borders coincide and holes touch all the time.
class RandomShapes {
 public:
  explicit RandomShapes(std::uint64_t seed) : random_(seed) {}

  Shape next() {
    Shape shape{{{around({6, 6}, 7, 6), {}}}};
    for (std::uint64_t holes = below(3); holes > 0; --holes)
      shape.polygons[0].holes.push_back(around(corner(2, 9), 3, 2));
    if (below(3) == 0) shape.polygons.push_back({around(corner(0, 13), 4, 3), {}});
    return normalised(std::move(shape)).shape;
  }

 private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  Point corner(std::uint64_t low, std::uint64_t high) {
    return {static_cast<double>(low + below(high - low)), static_cast<double>(low + below(high - low))};
  }
  // Most often in order of direction, so that most borders are simple.
  Ring around(Point middle, std::size_t corners, std::uint64_t reach) {
    Ring ring;
    while (ring.size() < corners) {
      const Point off = corner(0, 2 * reach + 1);
      ring.push_back(
          {middle.x + off.x - static_cast<double>(reach), middle.y + off.y - static_cast<double>(reach)});
    }
    const auto direction = [middle](Point at) { return std::atan2(at.y - middle.y, at.x - middle.x); };
    if (below(8) != 0) std::ranges::stable_sort(ring, {}, direction);
    ring.push_back(ring.front());
    return ring;
  }

  std::mt19937_64 random_;
};

// Shows 2 of the grids: validity agrees with a twin that knows nothing of GEOS.
TEST(Validity, AgreesWithTheSlowTwinOnRandomShapes) {
  RandomShapes shapes(20261129);
  std::map<FaultKind, std::size_t> first;
  std::size_t valid = 0, with_holes = 0, several = 0;
  for (int i = 0; i < 40'000; ++i) {
    const Shape shape = shapes.next();
    const auto found = faults(shape);
    ASSERT_EQ(found.empty(), reference::slow_valid(shape)) << i;
    if (!found.empty()) {
      ++first[found[0].kind];
      continue;
    }
    ++valid;
    with_holes += shape.polygons[0].holes.empty() ? 0 : 1;
    several += shape.polygons.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(valid, 4'000u);
  EXPECT_GT(with_holes, 500u);
  EXPECT_GT(several, 200u);
  for (const auto kind : {FaultKind::spike, FaultKind::self_crossing, FaultKind::self_touching,
                          FaultKind::hole_outside, FaultKind::split_inside})
    EXPECT_GT(first[kind], 20u) << static_cast<int>(kind);
}

TEST(Overlay, HasCommonUnitedAndDifferentParts) {
  const Shape other = rectangle({5, 5}, {15, 15});
  EXPECT_NEAR(area(intersection(square, other).value()), 25, 1e-9);
  EXPECT_NEAR(area(united(square, other).value()), 175, 1e-9);
  EXPECT_NEAR(area(difference(square, other).value()), 75, 1e-9);
  EXPECT_THAT(intersection(square, rectangle({10, 0}, {20, 10})).value().polygons, IsEmpty());
  const Shape moved = snapped(rectangle({10.1, 0.05}, {20, 10}), square, 0.2).value();
  EXPECT_NEAR(area(moved), 99.75, 1e-9);
}

}  // namespace validity_test
}  // namespace weige::grids
