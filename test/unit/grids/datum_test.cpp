#include "grids/datum.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "../../reference/slow_projection.h"
#include "grids/datum_converter.h"
#include "grids/offset_datums.h"

namespace weige::grids {
namespace datum_test {

using reference::distance;

Datum datum(std::string_view text) {
  return Datum::parse(text).value();
}

DatumConverter converter(std::string_view text) {
  return DatumConverter::open(datum(text)).value();
}

ProblemCode code_of(const Done& outcome) {
  return outcome.problem().code;
}

// In a box around mainland China, from a seed of its own.
std::vector<Point> sample(std::size_t count) {
  std::mt19937_64 random(20'230'401);
  std::uniform_real_distribution<double> east(74, 135), north(18.2, 53.5);
  std::vector<Point> points(count);
  for (auto& point : points) point = {east(random), north(random)};
  return points;
}

Point random_point() {
  return {*rc::gen::inRange(74'000'000, 135'000'000) / 1e6, *rc::gen::inRange(18'200'000, 53'500'000) / 1e6};
}

TEST(Datum, ReadsNamesAsTheyAreWritten) {
  for (const auto* text :
       {"CGCS2000", "cgcs 2000", "CGCS-2000", "国家2000", "EPSG:4490", "urn:ogc:def:crs:EPSG::4490"})
    EXPECT_EQ(datum(text).system(), Datum::System::cgcs2000) << text;
  for (const auto* text : {"WGS-84", "wgs84", "ＷＧＳ－８４", "epsg:4326", "urn:ogc:def:crs:OGC:1.3:CRS84"})
    EXPECT_EQ(datum(text).system(), Datum::System::wgs84) << text;
  for (const auto* text : {"GCJ-02", "gcj02", "GCJ_02"})
    EXPECT_EQ(datum(text).system(), Datum::System::gcj02) << text;
  for (const auto* text : {"BD-09", "bd09ll"}) EXPECT_EQ(datum(text).system(), Datum::System::bd09) << text;
  for (const auto* text :
       {"EPSG:4549", "epsg : 4549", "urn:ogc:def:crs:EPSG::4549", "URN:OGC:DEF:CRS:EPSG:9.8:4549"}) {
    EXPECT_EQ(datum(text).system(), Datum::System::epsg) << text;
    EXPECT_EQ(datum(text).code(), 4549) << text;
  }
}

TEST(Datum, PrintsWhatItReads) {
  for (const auto* text : {"CGCS2000", "WGS-84", "GCJ-02", "BD-09", "EPSG:4549"}) {
    EXPECT_EQ(datum(text).text(), text);
    EXPECT_EQ(datum(datum(text).text()), datum(text));
  }
  EXPECT_TRUE(datum("GCJ-02").approximate() && datum("BD-09").approximate());
  EXPECT_FALSE(datum("CGCS2000").approximate() || datum("EPSG:4549").approximate());
}

TEST(Datum, SaysWhatIsMissingOrUnknown) {
  EXPECT_EQ(Datum::parse(" - ").problem().code, ProblemCode::datum_missing);
  for (const auto* text : {"上海城建坐标系", "EPSG:", "EPSG:0", "EPSG:45x", "EPSG:99999999999", "4549",
                           "EPSG", "urn:ogc:def:crs:EPSG::"})
    EXPECT_EQ(Datum::parse(text).problem().code, ProblemCode::datum_unknown) << text;
  EXPECT_EQ(Datum::parse("EPSG:" + std::string(1'000, '0') + "4549").problem().code,
            ProblemCode::datum_unknown);
  EXPECT_EQ(Datum::parse("\xEF\xBC").problem().code, ProblemCode::datum_unknown);
}

RC_GTEST_PROP(Datum, AnyTextIsADatumOrAProblem, (const std::string& text)) {
  const auto read = Datum::parse(text);
  if (read) RC_ASSERT(datum(read->text()) == *read);
}

TEST(DatumConverter, OpensOnlyWhatCanBeConverted) {
  const auto problem_of = [](const char* text) { return DatumConverter::open(datum(text)).problem(); };
  EXPECT_EQ(problem_of("EPSG:99999").code, ProblemCode::datum_epsg);
  EXPECT_EQ(problem_of("EPSG:5737").code, ProblemCode::datum_epsg);  // heights
  EXPECT_EQ(problem_of("EPSG:4479").code, ProblemCode::datum_epsg);  // from the centre of the earth
  EXPECT_EQ(title(problem_of("EPSG:4479"), Language::en),
            "EPSG:4479 is no system of plane or geographic coordinates");
}

// Xian 1980 and Beijing 1954 have no public parameters of use: a leap to CGCS2000 would be off by up to 100
// m.
TEST(DatumConverter, RefusesSystemsWithoutPreciseTransformation) {
  for (const auto* text : {"EPSG:2364", "EPSG:4610", "EPSG:4214", "EPSG:2436"}) {
    auto opened = DatumConverter::open(datum(text));
    if (!opened) {
      EXPECT_EQ(opened.problem().code, ProblemCode::datum_inexact) << text;
      continue;
    }
    const std::vector<Point> near = {opened->projected() ? Point{500'000, 3'450'000} : Point{121, 31}};
    const auto converted = opened->to_cgcs2000(near);
    ASSERT_FALSE(converted) << text << ' ' << converted->front().x << ' ' << converted->front().y;
    EXPECT_EQ(converted.problem().code, ProblemCode::datum_inexact) << text;
  }
}

TEST(DatumConverter, TakesWgs84AsEqual) {
  const std::vector<Point> points{{121.1, 31.1}, {116.4, 39.9}};
  for (const auto* text : {"CGCS2000", "WGS-84"}) {
    EXPECT_EQ(converter(text).to_cgcs2000(points).value(), points);
    EXPECT_EQ(converter(text).from_cgcs2000(points).value(), points);
  }
}

TEST(DatumConverter, ZonesAgreeWithTheSeries) {
  for (const double zone : {117.0, 120.0, 123.0}) {
    const int central =
        4534 + static_cast<int>((zone - 75) / 3);  // without, and 21 less with the zone's number
    const double number = zone / 3;
    for (const Point at :
         {Point{zone + 1.1, 31.15}, Point{zone - 1.5, 22.5}, Point{zone, 45}, Point{zone + 0.02, 31}}) {
      const auto plain = reference::gauss_krueger(at, zone, 500'000);
      const auto numbered = reference::gauss_krueger(at, zone, number * 1'000'000 + 500'000);
      const auto one = converter("EPSG:" + std::to_string(central)).from_cgcs2000({at}).value().front();
      const auto two = converter("EPSG:" + std::to_string(central - 21)).from_cgcs2000({at}).value().front();
      EXPECT_NEAR(one.x, plain.x, 1e-3);
      EXPECT_NEAR(one.y, plain.y, 1e-3);
      EXPECT_NEAR(two.x, numbered.x, 1e-3);
      EXPECT_NEAR(two.y, numbered.y, 1e-3);
    }
  }
}

RC_GTEST_PROP(DatumConverter, ZonesComeBack, ()) {
  const Point at{*rc::gen::inRange(118'500'000, 121'500'000) / 1e6,
                 *rc::gen::inRange(18'000'000, 54'000'000) / 1e6};
  auto zone = converter("EPSG:4549");
  const auto back = zone.to_cgcs2000(zone.from_cgcs2000({at}).value()).value().front();
  RC_ASSERT(distance(at, back) < 1e-6);
}

TEST(DatumConverter, ConvertsEveryPointOfAShape) {
  const Shape shape{
      {{{{121, 31}, {121.1, 31}, {121.1, 31.1}, {121, 31}}, {{{121.05, 31.01}, {121.06, 31.02}}}},
       {{{120, 30}, {120.1, 30}}, {}}}};
  auto zone = converter("EPSG:4528");
  const auto metres = zone.from_cgcs2000(shape).value();
  EXPECT_NEAR(metres.polygons[1].outer[0].x, 40'500'000, 1e-6);
  EXPECT_GT(metres.polygons[0].holes[0][1].x, 40'500'000);
  const auto back = zone.to_cgcs2000(metres).value();
  ASSERT_EQ(back.polygons.size(), 2u);
  EXPECT_LT(distance(back.polygons[0].holes[0][1], {121.06, 31.02}), 1e-6);
}

TEST(DatumConverter, TellsThePointThatCannotBeConverted) {
  const auto made = converter("EPSG:4549").to_cgcs2000({{500'000, 3'450'000}, {1e300, 1e300}});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.problem().code, ProblemCode::datum_conversion);
  EXPECT_EQ(made.problem().place, "point 2");
}

// The pairs that circulate with the formulas (tests of wandergis/coordtransform), and one more from them.
TEST(OffsetDatums, MeetKnownPairs) {
  const Point given{116.404, 39.915};
  const auto expect_near = [](Point made, Point known) {
    EXPECT_NEAR(made.x, known.x, 1e-12);
    EXPECT_NEAR(made.y, known.y, 1e-12);
  };
  expect_near(wgs_to_gcj(given), {116.41024449916938, 39.91640428150164});
  expect_near(gcj_to_bd(given), {116.41036949371029, 39.92133699351021});
  EXPECT_LT(distance(wgs_to_gcj({116.397451, 39.909187}), {116.403694, 39.910590}), 0.1);  // six decimals
}

// The ways back that circulate take one step: this far they are off, and this near ours must be.
TEST(OffsetDatums, ComeNearToTheWaysBackInOneStep) {
  const Point given{116.404, 39.915};
  EXPECT_LT(distance(gcj_to_wgs(given), {116.39775550083061, 39.91359571849836}), 5);
  EXPECT_LT(distance(bd_to_gcj(given), {116.39762729119315, 39.90865673957631}), 0.25);
}

TEST(OffsetDatums, AreTheIdentityOutsideTheBox) {
  for (const Point at :
       {Point{2.35, 48.85}, Point{72, 30}, Point{138, 30}, Point{120, 0.5}, Point{120, 56}}) {
    EXPECT_EQ(wgs_to_gcj(at), at);
    EXPECT_EQ(gcj_to_wgs(at), at);
  }
  EXPECT_FALSE(wgs_to_gcj({120, 30}) == (Point{120, 30}));
}

RC_GTEST_PROP(OffsetDatums, LieSomeHundredMetresAway, ()) {
  const auto at = random_point();
  const auto gcj = wgs_to_gcj(at);
  RC_ASSERT(distance(at, gcj) > 10 && distance(at, gcj) < 1'200);
  RC_ASSERT(distance(gcj, gcj_to_bd(gcj)) > 500 && distance(gcj, gcj_to_bd(gcj)) < 1'300);
}

TEST(OffsetDatums, ComeBackWithinTheStatedResidual) {
  double worst = 0, farthest = 0;
  for (const auto* text : {"GCJ-02", "BD-09"}) {
    auto maps = converter(text);
    const auto points = sample(100'000);
    const auto there = maps.from_cgcs2000(points).value();
    const auto back = maps.to_cgcs2000(there).value();
    const auto again = maps.from_cgcs2000(back).value();
    for (std::size_t i = 0; i < points.size(); ++i) {
      worst = std::max({worst, distance(points[i], back[i]), distance(there[i], again[i])});
      farthest = std::max(farthest, distance(points[i], there[i]));
    }
  }
  EXPECT_LE(worst, kOffsetResidualMetres);
  RecordProperty("residual_metres", std::to_string(worst * 1e9) + "e-9");
  RecordProperty("farthest_metres", std::to_string(farthest));
}

TEST(Plausible, AcceptsChinaInEveryDatum) {
  const std::vector<Point> town{{121.1, 31.1}, {121.2, 31.2}};
  for (const auto* text :
       {"CGCS2000", "WGS-84", "GCJ-02", "BD-09", "EPSG:4549", "EPSG:4528", "EPSG:3857", "EPSG:32651"}) {
    auto one = converter(text);
    EXPECT_TRUE(check_plausible(one.from_cgcs2000(town).value(), datum(text))) << text;
  }
  EXPECT_TRUE(check_plausible(std::vector<Point>{}, datum("CGCS2000")));
}

TEST(Plausible, TellsWhatIsWrong) {
  const auto check = [](std::vector<Point> points, std::string_view text) {
    return check_plausible(points, datum(text));
  };
  EXPECT_EQ(code_of(check({{31.1, 121.1}}, "WGS-84")), ProblemCode::coordinates_swapped);
  EXPECT_EQ(code_of(check({{31.1, 121.1}, {30.9, 121}}, "BD-09")), ProblemCode::coordinates_swapped);
  EXPECT_EQ(code_of(check({{121.1, 31.1}, {31.1, 121.1}}, "WGS-84")), ProblemCode::coordinates_outside);
  EXPECT_EQ(check({{121.1, 31.1}, {31.1, 121.1}}, "WGS-84").problem().place, "point 2");
  EXPECT_EQ(code_of(check({{2.35, 48.85}}, "CGCS2000")), ProblemCode::coordinates_outside);
  EXPECT_EQ(code_of(check({{0, 0}}, "GCJ-02")), ProblemCode::coordinates_outside);
  EXPECT_EQ(code_of(check({{std::nan(""), 31}}, "GCJ-02")), ProblemCode::coordinates_outside);
  EXPECT_EQ(code_of(check({{121.1, 31.1}, {510'000, 3'450'000}}, "CGCS2000")),
            ProblemCode::coordinates_metres);
  EXPECT_EQ(check({{121.1, 31.1}, {510'000, 3'450'000}}, "CGCS2000").problem().place, "point 2");
}

// The Chinese practice has X to the north: files with northing first are frequent.
TEST(Plausible, FindsNorthingAndEastingSwapped) {
  auto zone = converter("EPSG:4549");
  auto points = zone.from_cgcs2000({{121.1, 31.1}, {121.2, 31.2}}).value();
  for (auto& point : points) std::swap(point.x, point.y);
  EXPECT_EQ(code_of(check_plausible(points, datum("EPSG:4549"))), ProblemCode::coordinates_swapped);
  EXPECT_EQ(code_of(check_plausible(std::vector<Point>{{121.1, 31.1}}, datum("EPSG:4549"))),
            ProblemCode::coordinates_outside);
}

}  // namespace datum_test
}  // namespace weige::grids
