#include "grids/plane.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "../../reference/slow_projection.h"

namespace weige::grids {
namespace plane_test {

using reference::distance;

constexpr Point kTown{121.05, 31.11};

Plane plane(Point centre = kTown) {
  return Plane::around(centre).value();
}

// Along the parallels and meridians of a box; a straight line of the plane is none of them, hence the pieces.
Ring box(Point south_west, Point north_east, int pieces) {
  const double dx = north_east.x - south_west.x, dy = north_east.y - south_west.y;
  Ring ring;
  for (int i = 0; i < pieces; ++i) ring.push_back({south_west.x + dx * i / pieces, south_west.y});
  for (int i = 0; i < pieces; ++i) ring.push_back({north_east.x, south_west.y + dy * i / pieces});
  for (int i = 0; i < pieces; ++i) ring.push_back({north_east.x - dx * i / pieces, north_east.y});
  for (int i = 0; i < pieces; ++i) ring.push_back({south_west.x, north_east.y - dy * i / pieces});
  ring.push_back(ring.front());
  return ring;
}

double area_in(Plane& metres, Point south_west, Point north_east) {
  const Shape shape{{{box(south_west, north_east, 500), {}}}};
  return reference::plane_area(metres.to_metres(shape).value().polygons.front().outer);
}

TEST(Plane, HasItsOriginInTheCentreAndXToTheEast) {
  auto metres = plane();
  const auto origin = metres.to_metres(kTown).value();
  EXPECT_NEAR(origin.x, 0, 1e-6);
  EXPECT_NEAR(origin.y, 0, 1e-6);
  const auto east = metres.to_metres({kTown.x + 0.01, kTown.y}).value();
  EXPECT_NEAR(east.x, 0.01 * reference::kDegree * reference::parallel_radius(kTown.y * reference::kDegree),
              1e-3);
  const auto north = metres.to_metres({kTown.x, kTown.y + 0.01}).value();
  EXPECT_NEAR(north.y, distance(kTown, {kTown.x, kTown.y + 0.01}), 1e-3);
}

TEST(Plane, AreasAreTrueNearAndFar) {
  auto metres = plane();
  for (const Point corner :
       {Point{121.0, 31.1}, Point{121.9, 31.1}, Point{121.05, 31.9}, Point{120.5, 30.5}}) {
    const Point opposite{corner.x + 0.03, corner.y + 0.02};
    const double truth = reference::box_area(corner, opposite);
    EXPECT_NEAR(area_in(metres, corner, opposite) / truth, 1, 1e-8);
  }
}

RC_GTEST_PROP(Plane, ComesBackWithinAMicrometre, ()) {
  const Point centre{*rc::gen::inRange(74'000, 135'000) / 1e3, *rc::gen::inRange(18'000, 53'000) / 1e3};
  auto metres = plane(centre);
  const double angle = *rc::gen::inRange(0, 6'283) / 1e3, far = *rc::gen::inRange(0, 99'999);
  const Point at{far * std::cos(angle), far * std::sin(angle)};
  const auto back = metres.to_metres(metres.to_degrees(at).value()).value();
  RC_ASSERT(std::hypot(back.x - at.x, back.y - at.y) < 1e-6);
  const auto degrees = metres.to_degrees(at).value();
  RC_ASSERT(distance(metres.to_degrees(metres.to_metres(degrees).value()).value(), degrees) < 1e-6);
}

RC_GTEST_PROP(Plane, LengthsKeepTheStatedBound, ()) {
  auto metres = plane();
  const double angle = *rc::gen::inRange(0, 6'283) / 1e3, far = *rc::gen::inRange(0, 99'000);
  const double turn = *rc::gen::inRange(0, 6'283) / 1e3;
  const Point at{far * std::cos(angle), far * std::sin(angle)};
  const Point near{at.x + 100 * std::cos(turn), at.y + 100 * std::sin(turn)};
  const double ground = distance(metres.to_degrees(at).value(), metres.to_degrees(near).value());
  const double km = (far + 100) / 1'000;
  RC_ASSERT(std::abs(ground / 100 - 1) <= (0.0031 * km * km + 0.2 * km) * 1e-6 + 1e-9);
}

TEST(Plane, ConvertsEveryPointOfAShape) {
  auto metres = plane();
  const Shape shape{{{box({121, 31.1}, {121.01, 31.11}, 2), {box({121.002, 31.102}, {121.004, 31.104}, 1)}},
                     {box({121.1, 31.2}, {121.2, 31.3}, 1), {}}}};
  const auto back = metres.to_degrees(metres.to_metres(shape).value()).value();
  ASSERT_EQ(back.polygons.size(), 2u);
  EXPECT_LT(distance(back.polygons[0].holes[0][1], {121.004, 31.102}), 1e-6);
  EXPECT_LT(distance(back.polygons[1].outer[2], {121.2, 31.3}), 1e-6);
  EXPECT_GT(reference::plane_area(metres.to_metres(shape).value().polygons[0].outer), 0);
}

TEST(Plane, RefusesWhatIsFarAway) {
  auto metres = plane();
  const auto far = metres.to_metres(std::vector<Point>{kTown, {122.5, 31.1}});
  ASSERT_FALSE(far);
  EXPECT_EQ(far.problem().code, ProblemCode::plane_far);
  EXPECT_EQ(far.problem().place, "point 2");
  EXPECT_EQ(title(far.problem(), Language::en),
            "The coordinates are more than 100 km from the town's centre");
  EXPECT_EQ(metres.to_degrees(Point{100'001, 0}).problem().code, ProblemCode::plane_far);
  EXPECT_EQ(metres.to_degrees(Point{std::nan(""), 0}).problem().code, ProblemCode::plane_far);
  EXPECT_FALSE(metres.to_metres(Point{kTown.x + 180, -kTown.y}));
  EXPECT_EQ(Plane::around({2.35, 48.85}).problem().code, ProblemCode::coordinates_outside);
}

}  // namespace plane_test
}  // namespace weige::grids
