// Which member holds a point: against a slow twin and GEOS, on grids of small whole numbers where points fall
// on vertices, edges and horizontals all the time.
#include "grids/locator.h"

#include <geos/geom/Geometry.h>
#include <geos/geom/GeometryFactory.h>
#include <geos/io/WKTReader.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <thread>

#include "grids/orientation.h"
#include "reference/slow_geometry.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace locator_test {

using test::GridTown;
using test::rectangle;

Locator locator_of(const std::vector<Shape>& layer) {
  return Locator::build(layer).value();
}

// A simple polygon on a grid of whole numbers: points around a middle, sorted by angle; collinear runs are
// common.
Shape star(std::mt19937& random, int size) {
  const Point middle{static_cast<double>(random() % size), static_cast<double>(random() % size)};
  std::vector<std::pair<double, Point>> around;
  for (int i = 0; i < 9; ++i) {
    const Point point{static_cast<double>(random() % size), static_cast<double>(random() % size)};
    const double angle = std::atan2(point.y - middle.y, point.x - middle.x);
    const bool known = std::ranges::any_of(around, [&](const auto& one) { return one.first == angle; });
    if (point != middle && !known) around.emplace_back(angle, point);
  }
  std::ranges::sort(around, {}, &std::pair<double, Point>::first);
  Ring ring;
  for (const auto& [angle, point] : around) ring.push_back(point);
  if (!ring.empty()) ring.push_back(ring.front());
  return test::shape_of(ring);
}

std::unique_ptr<geos::geom::Geometry> geos_of(const Shape& shape) {
  std::ostringstream text;
  text.precision(17);
  text << "POLYGON((";
  for (const Point& point : shape.polygons[0].outer)
    text << (&point == shape.polygons[0].outer.data() ? "" : ",") << point.x << ' ' << point.y;
  text << "))";
  return geos::io::WKTReader().read(text.str());
}

TEST(Locator, AnswersAsTheSlowTwinAndGeosDo) {
  std::size_t on_border = 0;
  for (unsigned seed = 0; seed < 100; ++seed) {
    std::mt19937 random(seed);
    std::vector<Shape> layer;
    std::vector<std::unique_ptr<geos::geom::Geometry>> geometries;
    while (layer.size() < 6) {
      Shape shape = star(random, 9);
      if (shape.polygons[0].outer.size() < 4) continue;
      auto geometry = geos_of(shape);
      if (!geometry->isValid()) continue;
      layer.push_back(std::move(shape));
      geometries.push_back(std::move(geometry));
    }
    const Locator locator = locator_of(layer);
    const auto factory = geos::geom::GeometryFactory::create();
    for (int x = -2; x <= 20; ++x)
      for (int y = -2; y <= 20; ++y) {
        const Point point{x / 2.0, y / 2.0};
        const std::size_t expected = reference::slow_find(layer, point);
        const Member found = locator.find(point);
        ASSERT_EQ(found == no_member ? layer.size() : found, expected)
            << seed << ' ' << point.x << ' ' << point.y;
        const std::unique_ptr<geos::geom::Point> other(factory->createPoint({point.x, point.y}));
        for (Member member = 0; member < layer.size(); ++member) {
          const bool covered = locator.covers(member, point);
          ASSERT_EQ(covered, geometries[member]->intersects(other.get())) << seed;
          on_border += covered && !geometries[member]->contains(other.get());
        }
      }
  }
  EXPECT_GT(on_border, 5'000u);
}

TEST(Locator, IsExactWherePointsLieAnUlpBesideALongEdge) {
  const Shape triangle = test::shape_of({{0.1, 0.1}, {1e5 + 0.3, 7}, {3, 1e5 + 0.7}, {0.1, 0.1}});
  const Locator locator = locator_of({triangle, rectangle({-10, -10}, {2e5, 2e5})});
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const double part = static_cast<double>(random()) / 4294967296.0;
    Point point{0.1 + part * (1e5 + 0.2), 0.1 + part * 6.9};
    for (unsigned step = random() % 3; step > 0; --step)
      point.y = std::nextafter(point.y, random() % 2 ? 1e9 : -1e9);
    ASSERT_EQ(locator.find(point), reference::slow_covers(triangle, point) ? 0u : 1u);
  }
}

TEST(Locator, GivesABorderAndAnOverlapToTheSmallestIndex) {
  const Locator locator =
      locator_of({rectangle({1, 0}, {2, 1}), rectangle({0, 0}, {1, 1}), rectangle({0, 0}, {2, 2})});
  EXPECT_EQ(locator.find({1, 0.5}), 0u);
  EXPECT_EQ(locator.find({0.5, 0.5}), 1u);
  EXPECT_EQ(locator.find({0.5, 1.5}), 2u);
  EXPECT_EQ(locator.find({2, 2}), 2u);
  EXPECT_EQ(locator.find({2.5, 1}), no_member);
}

TEST(Locator, LeavesHolesOutAndTheirBordersIn) {
  Shape ring = rectangle({0, 0}, {10, 10});
  ring.polygons[0].holes.push_back({{4, 4}, {4, 6}, {6, 6}, {6, 4}, {4, 4}});
  ring.polygons.push_back(rectangle({20, 0}, {21, 1}).polygons[0]);
  const Locator locator = locator_of({ring});
  EXPECT_EQ(locator.find({5, 5}), no_member);
  EXPECT_EQ(locator.find({4, 5}), 0u);
  EXPECT_EQ(locator.find({3, 5}), 0u);
  EXPECT_EQ(locator.find({20.5, 0.5}), 0u);
  EXPECT_EQ(locator.find({15, 0.5}), no_member);
}

TEST(Locator, TellsTheNearestMemberAndItsDistance) {
  const Locator locator = locator_of({rectangle({0, 0}, {1, 1}), rectangle({4, 0}, {5, 1}), {}});
  EXPECT_EQ(locator.nearest({3, 0.5}).member, 1u);
  EXPECT_DOUBLE_EQ(locator.nearest({3, 0.5}).distance, 1);
  EXPECT_DOUBLE_EQ(locator.nearest({-3, -4}).distance, 5);
  EXPECT_EQ(locator.nearest({2.5, 0.5}).member, 0u);  // as near to both
  EXPECT_EQ(locator.nearest({4.5, 0.5}).distance, 0);
}

TEST(Locator, OfAJitteredTownAnswersAsTheSlowTwin) {
  const auto layer = GridTown({.columns = 6, .rows = 5, .jitter = 0.05, .seed = 3}).shapes();
  const Locator locator = locator_of(layer);
  std::mt19937 random(11);
  std::vector<Point> points;
  for (const Shape& shape : layer)
    points.insert(points.end(), shape.polygons[0].outer.begin(), shape.polygons[0].outer.end());
  for (int i = 0; i < 5'000; ++i) points.push_back({random() % 1300 - 50.0, random() % 1100 - 50.0});
  const auto found = locator.find(points);
  for (std::size_t i = 0; i < points.size(); ++i)
    ASSERT_EQ(found[i] == no_member ? layer.size() : found[i], reference::slow_find(layer, points[i]));
  std::vector<Member> elsewhere;
  std::thread([&] { elsewhere = locator.find(points); }).join();
  EXPECT_EQ(elsewhere, found);
}

TEST(Locator, RefusesWhatIsNoNumberAndOpenBorders) {
  const double nan = std::nan("");
  EXPECT_FALSE(Locator::build(std::vector{rectangle({0, 0}, {nan, 1})}).ok());
  EXPECT_FALSE(Locator::build(std::vector{rectangle({0, 0}, {1, INFINITY})}).ok());
  EXPECT_FALSE(Locator::build(std::vector{test::shape_of({{0, 0}, {1, 0}, {1, 1}})}).ok());
  EXPECT_EQ(locator_of({}).find(Point{0, 0}), no_member);
  EXPECT_EQ(locator_of({}).nearest({0, 0}).member, no_member);
  EXPECT_EQ(locator_of({rectangle({0, 0}, {1, 1})}).find({nan, 0}), no_member);
}

TEST(Orientation, IsExactForPointsOnALine) {
  EXPECT_EQ(orientation({0, 0}, {1, 1}, {0.5, 0.5}), 0);
  EXPECT_EQ(orientation({12, 12}, {24, 24}, {0.5, 0.5}), 0);
  EXPECT_EQ(orientation({12, 12}, {24, 24}, {0.5, std::nextafter(0.5, 1)}), 1);
  EXPECT_EQ(orientation({12, 12}, {24, 24}, {std::nextafter(0.5, 1), 0.5}), -1);
}

}  // namespace locator_test
}  // namespace weige::grids
