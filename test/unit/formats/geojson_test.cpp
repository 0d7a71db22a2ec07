#include "formats/geojson.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace weige::formats {
namespace geojson_test {

const std::string kRing = "[[0,0],[1,0],[1,1],[0,0]]";

std::string polygon(const std::string& rings) {
  return R"({"type":"Polygon","coordinates":[)" + rings + "]}";
}

std::string feature(const std::string& geometry, const std::string& properties = "{}") {
  return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

// "ok" or the code and the place.
std::string outcome(std::string_view text, const GeoLimits& limits = {}) {
  const auto layer = read_geojson(text, limits);
  if (layer) return "ok";
  const auto& found = layer.problem();
  const auto code = std::string(catalogue_entry(found.code).code);
  return found.place.empty() ? code : code + " @ " + found.place;
}

GeoLayer layer_of(std::string_view text, const GeoLimits& limits = {}) {
  auto layer = read_geojson(text, limits);
  EXPECT_TRUE(layer) << outcome(text, limits);
  return layer ? *std::move(layer) : GeoLayer{};
}

using Properties = std::vector<std::pair<std::string, std::string>>;

TEST(GeoJson, ReadsACollectionWithPropertiesAndHoles) {
  const auto layer = layer_of(collection(
      R"({"type":"Feature","id":"a","properties":{"code":"G01","people":1.50,"open":true,"note":null,"x":{"y":1},"z":[2]},)"
      R"("geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0,5.5],[9,9,5,6],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}},)" +
      feature(R"({"type":"MultiPolygon","coordinates":[[)" + kRing + "],[" + kRing + "]]}", "null")));
  ASSERT_EQ(layer.features.size(), 2u);
  const auto& first = layer.features[0];
  EXPECT_EQ(first.id, "a");
  EXPECT_EQ(first.properties, (Properties{{"code", "G01"}, {"people", "1.50"}, {"open", "true"}}));
  EXPECT_EQ(first.polygons,
            (std::vector<GeoPolygon>{{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}, {{1, 1}, {2, 1}, {2, 2}, {1, 1}}}}));
  EXPECT_EQ(layer.features[1].polygons.size(), 2u);
  EXPECT_EQ(layer.features[1].number, 2u);
  EXPECT_EQ(layer.crs, std::nullopt);
}

TEST(GeoJson, ReadsAGeometryOrAFeatureAlone) {
  EXPECT_EQ(layer_of("\xEF\xBB\xBF " + polygon(kRing) + "\n").features.front().number, 1u);
  const auto two = layer_of(R"({"type":"GeometryCollection","geometries":[)" + polygon(kRing) + "," +
                            R"({"type":"GeometryCollection","geometries":[)" + polygon(kRing) + "]}]}");
  ASSERT_EQ(two.features.size(), 1u);
  EXPECT_EQ(two.features.front().polygons.size(), 2u);
  EXPECT_EQ(layer_of(feature(polygon(kRing), R"({"a":"b"})")).features.front().properties,
            (Properties{{"a", "b"}}));
}

TEST(GeoJson, ReadsMembersInAnyOrder) {
  const auto layer = layer_of(R"({"features":[{"geometry":{"coordinates":[)" + kRing +
                              R"(],"type":"Polygon"},"id":7,"type":"Feature"}],"type":"FeatureCollection"})");
  EXPECT_EQ(layer.features.front().id, "7");
  EXPECT_EQ(layer.features.front().polygons.size(), 1u);
}

TEST(GeoJson, HandsOnTheNameOfTheReferenceSystem) {
  const auto with = [](const std::string& crs) {
    return layer_of(R"({"type":"Polygon","crs":)" + crs + R"(,"coordinates":[)" + kRing + "]}").crs;
  };
  EXPECT_EQ(with(R"({"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4528"}})"),
            "urn:ogc:def:crs:EPSG::4528");
  EXPECT_EQ(with(R"("EPSG:4549")"), "EPSG:4549");
  EXPECT_EQ(with("null"), std::nullopt);
  EXPECT_EQ(with(R"({"type":"link"})"), "");
}

TEST(GeoJson, TakesTheNearestDouble) {
  const auto layer = layer_of(polygon("[[121.123456789012345,3.1e1],[1,0],[1,1],[121.123456789012345,31]]"));
  EXPECT_EQ(layer.features[0].polygons[0][0][0], (GeoPosition{121.123456789012345, 31}));
}

TEST(GeoJson, RefusesWhatIsNoJson) {
  EXPECT_EQ(outcome(""), "file-empty");
  EXPECT_EQ(outcome("\xEF\xBB\xBF"), "file-empty");
  EXPECT_EQ(outcome("{\"type\":oops}"), "geojson-syntax @ byte 9");
  EXPECT_EQ(outcome(polygon(kRing) + " x"), "geojson-syntax @ byte 62");
  EXPECT_EQ(outcome("{\"type\":\"Polygon\""), "geojson-syntax @ byte 18");
  EXPECT_EQ(outcome("{\"name\":\"\xB5\xDA\"}"), "geojson-syntax @ byte 10");  // GBK
  EXPECT_EQ(outcome("PK\x03\x04"), "geojson-syntax @ byte 1");
}

TEST(GeoJson, RefusesWhatIsNoLayer) {
  EXPECT_EQ(outcome("[]"), "geojson-structure");
  EXPECT_EQ(outcome("3"), "geojson-structure");
  EXPECT_EQ(outcome("{}"), "geojson-structure");
  EXPECT_EQ(outcome(R"({"type":"Topology"})"), "geojson-geometry-type");
  EXPECT_EQ(outcome(R"({"type":"FeatureCollection"})"), "geojson-structure");
  EXPECT_EQ(outcome(R"({"type":"FeatureCollection","features":{}})"), "geojson-structure");
  EXPECT_EQ(outcome(collection("3")), "geojson-structure");
  EXPECT_EQ(outcome(collection("")), "geojson-empty");
  EXPECT_EQ(outcome(collection(feature(polygon(kRing)) + "," + polygon(kRing))),
            "geojson-structure @ feature 2");
  EXPECT_EQ(outcome(collection(collection(""))), "geojson-structure @ feature 1");
  EXPECT_EQ(outcome(R"({"type":"Polygon","type":"Polygon"})"), "geojson-structure");
  EXPECT_EQ(outcome(R"({"type":"Feature","features":[],"geometry":)" + polygon(kRing) + "}"),
            "geojson-structure @ feature 1");
}

TEST(GeoJson, RefusesOtherGeometriesByTheirName) {
  EXPECT_EQ(
      outcome(collection(feature(polygon(kRing)) + "," + feature(R"({"type":"Point","coordinates":[1,2]})"))),
      "geojson-geometry-type @ feature 2");
  const auto line = read_geojson(R"({"coordinates":[[0,0],[1,1]],"type":"LineString"})");
  ASSERT_FALSE(line);
  EXPECT_EQ(line.problem().args, (std::vector<ProblemArg>{{"type", "LineString"}}));
}

TEST(GeoJson, RefusesCoordinatesThatAreMissingOrMalformed) {
  const std::string missing = "geojson-coordinates @ feature 1";
  EXPECT_EQ(outcome(feature("null")), missing);
  EXPECT_EQ(outcome(R"({"type":"Feature","properties":{}})"), missing);
  EXPECT_EQ(outcome(feature(R"({"type":"Polygon"})")), missing);
  EXPECT_EQ(outcome(feature(R"({"type":"GeometryCollection","geometries":[]})")), missing);
  for (const std::string lists : {"null", "[]", "[[]]", "[[[]]]", "[[[1]]]", "[1,2]", "[[[[1,2]]]]",
                                  "[[[1,[2,3]]]]", R"([[["1","2"]]])", "[[[1,null]]]", "[[[1,{}]]]"})
    EXPECT_EQ(outcome(feature(R"({"type":"Polygon","coordinates":)" + lists + "}")), missing) << lists;
  EXPECT_EQ(outcome(feature(R"({"type":"MultiPolygon","coordinates":[)" + kRing + "]}")), missing);
  // A second area without coordinates does not inherit those of the first.
  EXPECT_EQ(outcome(collection(feature(polygon(kRing)) + "," +
                               feature(R"({"type":"Polygon","coordinates":null})"))),
            "geojson-coordinates @ feature 2");
}

TEST(GeoJson, RefusesPartsThatAreEmptyOrMixed) {
  const std::string missing = "geojson-coordinates @ feature 1";
  for (const auto& polygons : {"[" + kRing + "],[]", "[],[" + kRing + "]", "[" + kRing + ",7]"})
    EXPECT_EQ(outcome(feature(R"({"type":"MultiPolygon","coordinates":[)" + polygons + "]}")), missing);
  EXPECT_EQ(outcome(polygon(kRing + ",7")), missing);
  EXPECT_EQ(outcome(R"({"type":"GeometryCollection","geometries":[)" + polygon(kRing) +
                    R"(,{"type":"Polygon","coordinates":null}]})"),
            missing);
}

TEST(GeoJson, RefusesMembersThatContradictEachOther) {
  const std::string structure = "geojson-structure @ feature 1";
  EXPECT_EQ(outcome(R"({"type":"Polygon","geometries":[],"coordinates":[)" + kRing + "]}"), structure);
  EXPECT_EQ(outcome(R"({"type":"GeometryCollection","coordinates":[)" + kRing + R"(],"geometries":[]})"),
            structure);
  EXPECT_EQ(outcome(collection(R"({"type":"Polygon","geometry":)" + polygon(kRing) + "}")), structure);
  const std::string crs = R"("crs":{"type":"name","properties":{"name":"EPSG:4549"}})";
  const auto with_own = R"({"type":"Feature","crs":"EPSG:4528","geometry":)" + polygon(kRing) + "}";
  EXPECT_EQ(outcome(R"({"type":"FeatureCollection",)" + crs + R"(,"features":[)" + with_own + "]}"),
            structure);
}

TEST(GeoJson, AGeometryAloneHasNeitherIdNorProperties) {
  const auto layer =
      layer_of(R"({"type":"Polygon","id":"x","properties":{"a":"b"},"coordinates":[)" + kRing + "]}");
  EXPECT_EQ(layer.features.front().id, "");
  EXPECT_EQ(layer.features.front().properties, Properties{});
}

TEST(GeoJson, RefusesRingsThatEncloseNothing) {
  EXPECT_EQ(outcome(feature(polygon("[[0,0],[1,1],[0,0]]"))), "geojson-ring-short @ feature 1");
  EXPECT_EQ(outcome(feature(polygon("[[0,0],[1,0],[1,1],[0,1e-9]]"))), "geojson-ring-open @ feature 1");
  EXPECT_EQ(outcome(feature(polygon(kRing + ",[[0,0],[1,0],[1,1],[0,1]]"))), "geojson-ring-open @ feature 1");
}

TEST(GeoJson, RefusesNumbersThatAreNone) {
  for (const std::string number :
       {"NaN", "-Infinity", "Infinity", "nan", "-inf", "1e999", "-1e400", "1e99999999999"})
    EXPECT_EQ(outcome(collection(feature(polygon(kRing)) + "," + feature(polygon("[[" + number + ",0]]")))),
              "geojson-number @ feature 2")
        << number;
  EXPECT_EQ(outcome(polygon("[[1e-999,0],[1,0],[1,1],[0,0]]")), "ok");
}

TEST(GeoJson, KeepsItsLimits) {
  const std::string two = collection(feature(polygon(kRing)) + "," + feature(polygon(kRing)));
  EXPECT_EQ(outcome(two, {.bytes = two.size() - 1}), "file-too-large");
  EXPECT_EQ(outcome(two, {.bytes = two.size(), .features = 2, .vertices = 8, .ring_vertices = 4}), "ok");
  EXPECT_EQ(outcome(two, {.features = 1}), "geojson-features");
  EXPECT_EQ(outcome(two, {.vertices = 7}), "geojson-vertices @ feature 2");
  EXPECT_EQ(outcome(two, {.ring_vertices = 3}), "geojson-ring-vertices @ feature 1");
  EXPECT_EQ(outcome(two, {.depth = 6}), "geojson-depth");
  EXPECT_EQ(outcome(two, {.depth = 7}), "ok");
  EXPECT_EQ(outcome(std::string(1'000'000, '[')), "geojson-structure");
  EXPECT_EQ(outcome(R"({"a":)" + std::string(1'000'000, '[')), "geojson-depth");
}

TEST(GeoJson, CutsLongTextsAndDropsPropertiesBeyondTheLimit) {
  const GeoLimits limits{.text_characters = 4, .properties = 2};
  const auto layer = layer_of(
      feature(polygon(kRing), R"({"名称":"一二三四五","b":"a\u0000\n\u007f","c":1,"abcde":2})"), limits);
  EXPECT_EQ(layer.features[0].properties, (Properties{{"名称", "一二三四"}, {"b", "a   "}}));
  EXPECT_EQ(layer.shortened, 4u);
}

TEST(GeoJson, WritesOneFeatureALineWithNineDecimals) {
  GeoFeature area{.id = "G\"1", .properties = {{"name", "一号\\"}}};
  area.polygons = {{{{121.4, -0.0}, {1.0 / 3, 40'512'345.125}, {2, 1e-10}, {121.4, -0.0}}}};
  EXPECT_EQ(write_geojson(std::vector{area}),
            "{\"type\":\"FeatureCollection\",\"features\":[\n"
            "{\"type\":\"Feature\",\"id\":\"G\\\"1\",\"properties\":{\"name\":\"一号\\\\\"},"
            "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
            "[[[121.4,0],[0.333333333,40512345.125],[2,0],[121.4,0]]]}}\n]}\n");
}

GeoRing random_ring() {
  GeoRing ring;
  const int size = *rc::gen::inRange(3, 9);
  for (int i = 0; i < size; ++i)
    ring.push_back({*rc::gen::inRange<std::int64_t>(-180'000'000'000, 180'000'000'000) / 1e9,
                    *rc::gen::inRange<std::int64_t>(-90'000'000'000, 90'000'000'000) / 1e9});
  ring.push_back(ring.front());
  return ring;
}

RC_GTEST_PROP(GeoJson, WhatIsWrittenIsReadAgain, ()) {
  std::vector<GeoFeature> features;
  const int count = *rc::gen::inRange(1, 6);
  for (int i = 1; i <= count; ++i) {
    GeoFeature one{.id = i % 2 == 0 ? "" : std::to_string(i), .number = static_cast<std::size_t>(i)};
    const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~'));
    one.properties = {{"name", text}, {text, "名"}};
    const int polygons = *rc::gen::inRange(1, 4);
    for (int k = 0; k < polygons; ++k) one.polygons.push_back({random_ring(), random_ring()});
    features.push_back(one);
  }
  const auto written = write_geojson(features);
  const auto layer = read_geojson(written);
  RC_ASSERT(layer.ok());
  RC_ASSERT(layer->features == features);
  RC_ASSERT(write_geojson(layer->features) == written);
}

TEST(GeoJson, ReadsTheBordersOfACity) {
  const char* folder = std::getenv("WEIGE_BOUNDARY_DATA");
  if (!folder) GTEST_SKIP() << "needs WEIGE_BOUNDARY_DATA, a folder with GeoJSON files of real borders";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto kind = entry.path().extension();
    if (kind != ".json" && kind != ".geojson") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto layer = layer_of(bytes);
    const auto written = write_geojson(layer.features);
    const auto again = layer_of(written);
    ASSERT_EQ(again.features.size(), layer.features.size()) << entry.path();
    EXPECT_EQ(write_geojson(again.features), written) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 0u);
}

}  // namespace geojson_test
}  // namespace weige::formats
