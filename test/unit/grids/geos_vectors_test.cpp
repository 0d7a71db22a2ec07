// Validity, repairs and areas against the test vectors of GEOS and JTS, to 1e-9 of the larger shape.
#include <geos/geom/Geometry.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "grids/coverage.h"
#include "grids/crosswalk.h"
#include "grids/geos_shapes.h"
#include "grids/measure.h"
#include "grids/overlay.h"
#include "grids/validity.h"
#include "reference/slow_geometry.h"
#include "support/geos_vectors.h"

namespace weige::grids {
namespace geos_vectors_test {

using test::geos_area;
using test::geos_read;
using test::geos_vectors;
using test::GeosArea;
using test::GeosAreas;
using test::GeosTally;
using test::GeosVector;

constexpr double exactly = 1e-9;  // of the larger shape

class GeosVectors : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(test::geos_archive()))
      GTEST_SKIP() << "no GEOS test vectors at " << test::geos_archive();
  }
};

TEST_F(GeosVectors, AgreeOnValidity) {
  GeosTally tally("validity");
  for (const GeosVector& one : geos_vectors()) {
    if (one.operation != "isvalid") continue;
    const GeosArea given = geos_area(one.a, GeosAreas::any);
    if (!given.unfit.empty()) {
      tally.left(given.unfit);
      continue;
    }
    EXPECT_EQ(check_shape(given.shape).faults.empty() ? "true" : "false", one.expected) << one.place << one.a;
    tally.compared();
  }
  tally.tell(330);
}

// Two triangles stand 0.005 m² each in a rectangle of the same shape. By the archive one of these parts,
// which are covered twice, stays, and the other one does not; GEOS as we call it drops both.
constexpr auto twice_covered = "first_part_crossing_second_part_overlapping";

// Whatever is not valid anywhere in the archive: mended, it is, and what was lost and gained adds up.
TEST_F(GeosVectors, AreMendedToTheAreaThatIsExpected) {
  GeosTally tally("repairs");
  for (const GeosVector& one : geos_vectors()) {
    if (one.operation != "makevalid" && one.operation != "isvalid") continue;
    const GeosArea given = geos_area(one.a, GeosAreas::any);
    if (!given.unfit.empty()) {
      tally.left(given.unfit);
      continue;
    }
    SCOPED_TRACE(one.place);
    const auto faults = check_shape(given.shape).faults;
    if (!faults.empty() && faults[0].kind == FaultKind::no_number) {
      EXPECT_FALSE(repaired(given.shape));
      tally.left("with coordinates that are no numbers");
      continue;
    }
    if (one.place.ends_with(twice_covered)) {
      tally.left("mended otherwise");
      continue;
    }
    const Repair mended = repaired(given.shape).value();
    EXPECT_TRUE(mended.shape.polygons.empty() || check_shape(mended.shape).faults.empty());
    const double expected = one.operation == "makevalid" ? geos_read(one.expected)->getArea()
                            : faults.empty()             ? given.area
                                                         : area(mended.shape);
    EXPECT_NEAR(area(mended.shape), expected, exactly * expected);
    tally.compared();
  }
  tally.tell(330);
}

// Of every geometry in the archive, given or expected.
TEST_F(GeosVectors, AgreeOnAreas) {
  GeosTally tally("areas");
  std::set<std::string> seen{"true", "false"};
  for (const GeosVector& one : geos_vectors())
    for (const std::string* text : {&one.a, &one.b, &one.expected}) {
      if (!seen.insert(*text).second) continue;
      const GeosArea given = geos_area(*text);
      if (!given.unfit.empty()) {
        tally.left(given.unfit);
        continue;
      }
      // What rounding leaves of a strip: some results are slivers a hundred thousandth as wide as long.
      const Box box = box_of(given.shape);
      const double rounding = 1e-15 * (box.right - box.left) * (box.top - box.bottom);
      EXPECT_NEAR(area(given.shape), given.area, exactly * given.area + rounding) << one.place;
      EXPECT_EQ(EdgeProfile(given.shape).area(), area(given.shape));
      tally.compared();
    }
  tally.tell(1400);
}

enum class Overlay { intersection, united, difference, symmetric };

std::optional<Overlay> overlay_of(const std::string& operation) {
  if (operation == "intersection" || operation == "intersectionng") return Overlay::intersection;
  if (operation == "union" || operation == "unionng") return Overlay::united;
  if (operation == "difference" || operation == "differenceng") return Overlay::difference;
  if (operation == "symdifference" || operation == "symdifferenceng") return Overlay::symmetric;
  return std::nullopt;
}

// What two shapes have in common, from the area of an overlay of them.
double common_of(Overlay overlay, double result, double a, double b) {
  switch (overlay) {
    case Overlay::intersection:
      return result;
    case Overlay::united:
      return a + b - result;
    case Overlay::difference:
      return a - result;
    case Overlay::symmetric:
      return (a + b - result) / 2;
  }
  return 0;
}

double overlay_area(Overlay overlay, const Shape& a, const Shape& b) {
  switch (overlay) {
    case Overlay::intersection:
      return area(intersection(a, b).value());
    case Overlay::united:
      return area(united(a, b).value());
    case Overlay::difference:
      return area(difference(a, b).value());
    case Overlay::symmetric:
      return area(difference(a, b).value()) + area(difference(b, a).value());
  }
  return 0;
}

double iou(const Shape& a, const Shape& b) {
  const double by = test::town_scale(std::vector{a, b});
  const std::vector in_a{test::scaled(a, by)}, in_b{test::scaled(b, by)};
  const Crosswalk walk = compare(in_a, in_b).value();
  return walk.pairs.empty() ? 0 : walk.pairs[0].iou;
}

// Two areas that can be overlaid, or why not.
std::string unfit(const GeosVector& one, const GeosArea& a, const GeosArea& b) {
  if (!a.unfit.empty()) return a.unfit;
  if (!b.unfit.empty()) return b.unfit;
  return one.rounded ? "rounded to a grid" : "";
}

TEST_F(GeosVectors, AgreeOnOverlaysCommonAreasAndIou) {
  GeosTally tally("areas of overlays");
  for (const GeosVector& one : geos_vectors()) {
    const auto overlay = overlay_of(one.operation);
    if (!overlay) continue;
    const GeosArea a = geos_area(one.a), b = geos_area(one.b);
    const auto result = geos_read(one.expected);
    const std::string why = result == nullptr ? "not read by GEOS" : unfit(one, a, b);
    if (!why.empty()) {
      tally.left(why);
      continue;
    }
    SCOPED_TRACE(one.place + ": " + one.operation);
    const double larger = std::max(a.area, b.area);
    const double common = common_of(*overlay, result->getArea(), a.area, b.area);
    EXPECT_NEAR(overlap_area(EdgeProfile(a.shape), EdgeProfile(b.shape)), common, exactly * larger);
    EXPECT_NEAR(overlay_area(*overlay, a.shape, b.shape), result->getArea(), exactly * larger);
    EXPECT_NEAR(iou(a.shape, b.shape), common / (a.area + b.area - common), exactly);
    tally.compared();
  }
  tally.tell(150);
}

// GEOS's robust overlays move borders by as much as this share of the coordinates, and more if they must.
double snapping(const Shape& a, const Shape& b) {
  double farthest = 0;
  for (const auto& [from, to] : reference::edges_of(a))
    farthest = std::max({farthest, std::abs(from.x), std::abs(from.y)});
  return 1e-11 * farthest * (perimeter(a) + perimeter(b));
}

// What once broke programs: borders that nearly coincide. No result is given. The slow twin says the same of
// the common area to 1e-9; overlays are compared as far as GEOS leaves borders where they are.
TEST_F(GeosVectors, AddUpWhereOverlaysAreHard) {
  GeosTally tally("areas that add up");
  for (const GeosVector& one : geos_vectors()) {
    if (one.operation != "areatest" && one.operation != "overlayareatest") continue;
    const GeosArea a = geos_area(one.a), b = geos_area(one.b);
    if (const std::string why = unfit(one, a, b); !why.empty()) {
      tally.left(why);
      continue;
    }
    SCOPED_TRACE(one.place);
    const double near = exactly * std::max(a.area, b.area), snapped = near + snapping(a.shape, b.shape);
    const double common = overlap_area(EdgeProfile(a.shape), EdgeProfile(b.shape));
    EXPECT_NEAR(reference::slow_overlap(a.shape, b.shape), common, near);
    EXPECT_NEAR(overlay_area(Overlay::intersection, a.shape, b.shape), common, snapped);
    EXPECT_NEAR(overlay_area(Overlay::united, a.shape, b.shape), a.area + b.area - common, snapped);
    EXPECT_NEAR(overlay_area(Overlay::difference, a.shape, b.shape), a.area - common, snapped);
    EXPECT_NEAR(overlay_area(Overlay::difference, b.shape, a.shape), b.area - common, snapped);
    tally.compared();
  }
  tally.tell(180);
}

// A unit of the last digit that is written: some results are cut off, not rounded.
double last_digit_of(const std::string& number) {
  const auto point = number.find('.');
  return point == number.npos ? 1 : std::pow(10, -static_cast<double>(number.size() - point - 1));
}

// The polygons of a collection as a layer: all that at least one of them covers.
TEST_F(GeosVectors, AgreeOnWhatALayerCovers) {
  GeosTally tally("areas that layers cover");
  for (const GeosVector& one : geos_vectors()) {
    if (one.operation != "unionarea") continue;
    const auto whole = geos_read(one.a);
    const Shape all = from_geos(*whole);
    const double by = test::town_scale(std::vector{all});
    std::vector<Shape> layer;
    for (const Polygon& polygon : all.polygons) layer.push_back(test::scaled(Shape{{polygon}}, by));
    const bool valid =
        std::ranges::all_of(layer, [](const Shape& shape) { return check_shape(shape).faults.empty(); });
    if (!valid) {
      tally.left("not valid");
      continue;
    }
    const double expected = std::stod(one.expected);
    const auto coverage = check_coverage(layer);
    if (!coverage) {
      EXPECT_EQ(coverage.problem().code, ProblemCode::layer_unresolved) << one.place;
      tally.left("heaps of hundreds, which are refused");
      continue;
    }
    EXPECT_NEAR(coverage->covered / (by * by), expected,
                std::max(exactly * expected, last_digit_of(one.expected)))
        << one.place;
    tally.compared();
  }
  tally.tell(5);
}

}  // namespace geos_vectors_test
}  // namespace weige::grids
