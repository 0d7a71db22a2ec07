// Where points lie and how areas relate, against the test vectors of GEOS and JTS. Our rule for borders: a
// member covers its own, and of several members the smallest index holds it.
#include <geos/algorithm/locate/SimplePointInAreaLocator.h>
#include <geos/geom/Coordinate.h>
#include <geos/geom/CoordinateSequence.h>
#include <geos/geom/Geometry.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <set>

#include "grids/coverage.h"
#include "grids/geos_shapes.h"
#include "grids/locator.h"
#include "grids/measure.h"
#include "grids/patch_outline.h"
#include "reference/slow_geometry.h"
#include "support/geos_vectors.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace geos_relations_test {

using test::geos_area;
using test::geos_read;
using test::geos_vectors;
using test::GeosArea;
using test::GeosTally;
using test::GeosVector;

class GeosRelations : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(test::geos_archive()))
      GTEST_SKIP() << "no GEOS test vectors at " << test::geos_archive();
  }
};

enum class Place { inside, border, outside };

// A layer of two: what lies around the shape, then the shape. The first holds the border that they share, the
// second covers it all the same.
class Placer {
 public:
  Placer(const Shape& shape, const std::vector<Point>& points) : locator_(layer_of(shape, points)) {}

  Place of(Point point) const {
    const Member holder = locator_.find(point);
    const bool covers = locator_.covers(1, point), around = locator_.covers(0, point);
    EXPECT_TRUE(covers || around);
    EXPECT_EQ(holder, around ? 0u : 1u);
    return !covers ? Place::outside : around ? Place::border : Place::inside;
  }

 private:
  static Locator layer_of(const Shape& shape, const std::vector<Point>& points) {
    Box box = box_of(shape);
    for (const Point point : points) box.add(point);
    const double rim = 1 + (box.right - box.left) + (box.top - box.bottom);
    Shape around = test::rectangle({box.left - rim, box.bottom - rim}, {box.right + rim, box.top + rim});
    for (const Polygon& polygon : shape.polygons) {
      around.polygons[0].holes.push_back(polygon.outer);
      for (const Ring& hole : polygon.holes) around.polygons.push_back({hole, {}});
    }
    return Locator::build(std::vector{around, shape}).value();
  }

  Locator locator_;
};

// The points of a geometry of nothing but points; nullopt for others.
std::optional<std::vector<Point>> points_of(const std::string& text) {
  const auto geometry = geos_read(text);
  if (geometry == nullptr || geometry->isEmpty() || geometry->getDimension() != 0) return std::nullopt;
  if (geometry->getGeometryTypeId() == geos::geom::GEOS_GEOMETRYCOLLECTION) return std::nullopt;
  std::vector<Point> points;
  const auto coordinates = geometry->getCoordinates();
  for (std::size_t i = 0; i < coordinates->size(); ++i)
    points.push_back({coordinates->getAt(i).x, coordinates->getAt(i).y});
  return points;
}

// What DE-9IM says of inside, border and outside of the first against those of the second, row by row: the
// dimension of what they share, 'T' where our code knows no more than that there is something, '?' where it
// has no answer.
struct Matrix {
  std::string cells;
  int first, second;  // dimensions

  bool fits(std::string_view pattern) const {
    for (std::size_t i = 0; i < 9; ++i) {
      const char cell = cells[i], wanted = pattern[i];
      const bool there = cell != 'F' && wanted != 'F' && (cell == 'T' || wanted == 'T');
      if (wanted != '*' && cell != '?' && cell != wanted && !there) return false;
    }
    return true;
  }
  bool fits_one_of(std::initializer_list<std::string_view> patterns) const {
    return std::ranges::any_of(patterns, [this](std::string_view pattern) { return fits(pattern); });
  }
};

// OGC Simple Features (06-103r4, 6.1.15); `covers` and its like as in JTS.
std::optional<bool> holds(const std::string& predicate, const Matrix& matrix) {
  const bool same = matrix.first == matrix.second;
  if (predicate == "disjoint") return matrix.fits("FF*FF****");
  if (predicate == "intersects") return !matrix.fits("FF*FF****");
  if (predicate == "contains") return matrix.fits("T*****FF*");
  if (predicate == "within") return matrix.fits("T*F**F***");
  if (predicate == "covers") return matrix.fits_one_of({"T*****FF*", "*T****FF*", "***T**FF*", "****T*FF*"});
  if (predicate == "coveredby")
    return matrix.fits_one_of({"T*F**F***", "*TF**F***", "**FT*F***", "**F*TF***"});
  if (predicate == "touches") return matrix.fits_one_of({"FT*******", "F**T*****", "F***T****"});
  if (predicate == "crosses")
    return !same && matrix.fits(matrix.first < matrix.second ? "T*T******" : "T*****T**");
  if (predicate == "overlaps") return same && matrix.fits("T*T***T**");
  if (predicate == "equalstopo") return same && matrix.fits("T*F**FFF*");
  return std::nullopt;
}

std::optional<bool> answer(const GeosVector& one, const Matrix& matrix) {
  return one.operation == "relate" ? matrix.fits(one.third) : holds(one.operation, matrix);
}

enum class Order { points_first, area_first };

Matrix matrix_of(const std::vector<Point>& points, const Shape& area, Order order) {
  const Placer placer(area, points);
  std::set<Place> places;
  for (const Point point : points) places.insert(placer.of(point));
  const auto cell = [&](Place place) { return places.contains(place) ? '0' : 'F'; };
  const char in = cell(Place::inside), on = cell(Place::border), out = cell(Place::outside);
  if (order == Order::points_first) return {std::string{in, on, out, 'F', 'F', 'F', '2', '1', '2'}, 0, 2};
  return {std::string{in, 'F', '2', on, 'F', '1', out, 'F', '2'}, 2, 0};
}

// How far the nearest of the points is from the shape.
double distance(const std::vector<Point>& points, const Shape& area) {
  const Locator locator = Locator::build(std::vector{area}).value();
  double least = INFINITY;
  for (const Point point : points) least = std::min(least, locator.nearest(point).distance);
  return least;
}

void expect_placed(const GeosVector& one, const std::vector<Point>& points, const Shape& area, Order order) {
  if (one.operation == "distance") {
    EXPECT_NEAR(distance(points, area), std::stod(one.expected), 1e-9 * perimeter(area));
  } else if (one.operation == "iswithindistance") {
    EXPECT_EQ(distance(points, area) <= std::stod(one.third) ? "true" : "false", one.expected);
  } else {
    EXPECT_EQ(*answer(one, matrix_of(points, area, order)) ? "true" : "false", one.expected);
  }
}

// What the archive keeps as a failure of GEOS: (0.95, 0.05) should lie on the border from (1, 0) to (0, 1).
// In doubles it lies 4e-17 inside, which is what our code says.
bool known_to_fail(const GeosVector& one) {
  return one.place.starts_with("failure/");
}

bool asks_for_a_place(const std::string& operation) {
  return operation == "relate" || operation == "distance" || operation == "iswithindistance" ||
         holds(operation, {"FFFFFFFFF", 0, 2}).has_value();
}

TEST_F(GeosRelations, OfPointsAndAreasAreThoseThatTheLocatorFinds) {
  GeosTally tally("points and areas");
  for (const GeosVector& one : geos_vectors()) {
    if (!asks_for_a_place(one.operation)) continue;
    const auto first = points_of(one.a), second = points_of(one.b);
    if (!first == !second) {
      tally.left(first ? "points only" : "no points");
      continue;
    }
    const GeosArea area = geos_area(first ? one.b : one.a);
    if (!area.unfit.empty() || known_to_fail(one)) {
      tally.left(area.unfit.empty() ? "that GEOS itself fails" : area.unfit);
      continue;
    }
    SCOPED_TRACE(one.place + ": " + one.operation + " " + one.third);
    expect_placed(one, first ? *first : *second, area.shape, first ? Order::points_first : Order::area_first);
    tally.compared();
  }
  tally.tell(600);
}

// Whether the coverage check sees them meet, if only in a point.
bool meet(const Shape& a, const Shape& b) {
  const double by = test::town_scale(std::vector{a, b});
  const auto patches = check_coverage(std::vector{test::scaled(a, by), test::scaled(b, by)}).value().patches;
  return std::ranges::none_of(patches, [](const Patch& patch) { return patch.kind == PatchKind::island; });
}

// By areas alone; borders are known only as far as two shapes without common land meet in them.
Matrix matrix_of(const Shape& a, const Shape& b) {
  const double in_a = area(a), in_b = area(b), noise = 1e-13 * std::max(in_a, in_b);
  const double common = overlap_area(EdgeProfile(a), EdgeProfile(b));
  const auto cell = [noise](double land) { return land > noise ? '2' : 'F'; };
  std::string cells{cell(common), '?', cell(in_a - common), '?', '?', '?', cell(in_b - common), '?', '2'};
  if (cells[6] == 'F') cells[7] = 'F';  // what lies in A has its border there, too
  if (cells[2] == 'F') cells[5] = 'F';
  if (cells[0] == 'F') {
    cells[1] = cells[3] = 'F';
    cells[4] = meet(a, b) ? 'T' : 'F';
  }
  return {cells, 2, 2};
}

// Pairs of needles and one of them with a square, made to have a common area of 5e-26 to 2e-18 of the larger
// one: no double tells it from none.
bool too_thin(const GeosVector& one) {
  return std::ranges::any_of(std::initializer_list<const char*>{"A/A-6-18:", "A/A-6-24:", "A/A-6-25:"},
                             [&](const char* name) { return one.place.find(name) != one.place.npos; });
}

std::string why_left_out(const GeosVector& one, const GeosArea& a, const GeosArea& b) {
  if (!a.unfit.empty()) return a.unfit;
  if (!b.unfit.empty()) return b.unfit;
  if (too_thin(one)) return "too thin for doubles";
  return one.operation == "relate" && one.expected == "false" ? "negative" : "";
}

TEST_F(GeosRelations, OfTwoAreasAreThoseThatTheirCommonAreaTells) {
  GeosTally tally("areas and areas");
  for (const GeosVector& one : geos_vectors()) {
    if (one.operation != "relate" && !holds(one.operation, {"FFFFFFFFF", 2, 2})) continue;
    const GeosArea a = geos_area(one.a), b = geos_area(one.b);
    const std::string why = why_left_out(one, a, b);
    if (!why.empty()) {
      tally.left(why);
      continue;
    }
    EXPECT_EQ(*answer(one, matrix_of(a.shape, b.shape)) ? "true" : "false", one.expected)
        << one.place << ": " << one.operation << " " << one.third;
    tally.compared();
  }
  tally.tell(1200);
}

// Corners, middles of borders and points anywhere, of every area in the archive.
std::vector<Point> points_around(const Shape& shape, std::mt19937_64& random) {
  std::vector<Point> points;
  for (const auto& [a, b] : reference::edges_of(shape)) {
    points.push_back(a);
    points.push_back({a.x + (b.x - a.x) / 2, a.y + (b.y - a.y) / 2});
  }
  if (points.size() > 400) points.resize(400);
  const Box box = box_of(shape);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random() >> 11) * 0x1p-53;
  };
  for (int i = 0; i < 100; ++i)
    points.push_back({between(box.left, box.right), between(box.bottom, box.top)});
  return points;
}

Place by_geos(const geos::geom::Geometry& geometry, Point point) {
  switch (geos::algorithm::locate::SimplePointInAreaLocator::locate({point.x, point.y}, &geometry)) {
    case geos::geom::Location::INTERIOR:
      return Place::inside;
    case geos::geom::Location::BOUNDARY:
      return Place::border;
    default:
      return Place::outside;
  }
}

// So thin that hardly a double lies inside.
bool needle(const Shape& shape) {
  double farthest = 0;
  for (const auto& [from, to] : reference::edges_of(shape))
    farthest = std::max({farthest, std::abs(from.x), std::abs(from.y)});
  return 2 * area(shape) / perimeter(shape) < 1e-13 * farthest;
}

TEST_F(GeosRelations, PlaceEveryPointAsGeosDoes) {
  GeosTally tally("areas with their points placed");
  std::mt19937_64 random(4);
  std::set<std::string> seen;
  std::size_t counts[3] = {};
  for (const GeosVector& one : geos_vectors())
    for (const std::string* text : {&one.a, &one.b}) {
      if (!seen.insert(*text).second) continue;
      const GeosArea given = geos_area(*text);
      if (!given.unfit.empty()) {
        tally.left(given.unfit);
        continue;
      }
      const auto geometry = geos_read(*text);
      const auto points = points_around(given.shape, random);
      const Placer placer(given.shape, points);
      for (const Point point : points) {
        const Place place = placer.of(point);
        ASSERT_EQ(place, by_geos(*geometry, point)) << one.place << ' ' << point.x << ' ' << point.y;
        ++counts[static_cast<int>(place)];
      }
      if (!needle(given.shape)) EXPECT_EQ(placer.of(point_inside(given.shape)), Place::inside) << one.place;
      tally.compared();
    }
  tally.tell(1100);
  for (const std::size_t count : counts) EXPECT_GT(count, 10'000u);
}

}  // namespace geos_relations_test
}  // namespace weige::grids
