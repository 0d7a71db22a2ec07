// Layers that are made to do harm, or went wrong on the way (A1): each is refused, or mended and told, in a
// sentence that people can act on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "cli/grids_command.h"
#include "support/random_folder.h"

namespace weige::cli {
namespace grids_hostile_test {

using testing::HasSubstr;
using testing::Not;

// A square of 0.001 degrees in Qingpu, and one to its east.
const std::string kRing = "[121.3,31.2],[121.301,31.2],[121.301,31.201],[121.3,31.201],[121.3,31.2]";
const std::string kEast = "[121.301,31.2],[121.302,31.2],[121.302,31.201],[121.301,31.201],[121.301,31.2]";

std::string feature(const std::string& rings, const std::string& code = "A") {
  return R"({"type":"Feature","properties":{"code":")" + code +
         R"("},"geometry":{"type":"Polygon","coordinates":)" + rings + "}}";
}
std::string layer(const std::string& rings, const std::string& crs = "") {
  return R"({"type":"FeatureCollection",)" +
         (crs.empty() ? "" : R"("crs":{"type":"name","properties":{"name":")" + crs + R"("}},)") +
         R"("features":[)" + feature("[[" + kEast + "]]", "B") + "," + feature(rings) + "]}";
}
std::string ring(const std::string& positions) {
  return layer("[[" + positions + "]]");
}
std::string times(const std::string& text, int count) {
  std::string out;
  out.reserve(text.size() * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

class HostileLayers : public testing::Test {
 protected:
  Result<bool> check(const std::string& bytes, const std::string& datum = "CGCS2000") {
    const std::string file = folder_.path() / "layer.geojson";
    std::ofstream(file, std::ios::binary) << bytes;
    out_.str({});
    return grids_check_command(
        {.layer = {.file = file, .datum = datum, .code = {}, .name = {}, .parse_program = WEIGE_PARSE_CHILD},
         .json = true},
        out_);
  }
  // "geojson-number layer.geojson, feature 2", and whether it is told in whole sentences.
  std::string refusal(const std::string& bytes, const std::string& datum = "CGCS2000") {
    const auto outcome = check(bytes, datum);
    if (outcome) return "accepted: " + out_.str();
    EXPECT_EQ(out_.str(), "");
    const Problem& found = outcome.problem();
    for (const auto language : {Language::zh, Language::en})
      for (const auto& sentence : {title(found, language), mend(found, language)}) {
        EXPECT_GT(sentence.size(), 10u);
        EXPECT_THAT(sentence, Not(HasSubstr("{"))) << "something is left to be filled in";
      }
    return std::string(catalogue_entry(found.code).code) + " " + found.place;
  }
  boost::json::object told(const std::string& bytes) {
    const auto outcome = check(bytes);
    EXPECT_TRUE(outcome) << title(outcome.problem(), Language::en);
    return boost::json::parse(out_.str()).as_object();
  }

  const test::RandomFolder folder_;
  std::ostringstream out_;
};

TEST_F(HostileLayers, NumbersThatAreNone) {
  for (const auto* number : {"NaN", "Infinity", "-Infinity", "1e999"})
    EXPECT_EQ(
        refusal(ring(std::string("[121.3,") + number + "],[121.301,31.2],[121.301,31.201],[121.3,31.2]")),
        "geojson-number layer.geojson, feature 2")
        << number;
}

TEST_F(HostileLayers, TooMuchOfIt) {
  const std::string position = "[0,0],", hundred_thousand = times(position, 99'999) + "[0,0]";
  const auto ten_million =
      layer("[" + times("[" + hundred_thousand + "],", 99) + "[" + hundred_thousand + "]]");
  EXPECT_EQ(refusal(ten_million), "geojson-vertices layer.geojson, feature 2");
  EXPECT_EQ(refusal(ring(times(position, 600'000) + "[0,0]")),
            "geojson-ring-vertices layer.geojson, feature 2");
  EXPECT_EQ(refusal(layer(times("[", 10'000) + times("]", 10'000))), "geojson-depth layer.geojson");
  EXPECT_EQ(refusal(R"({"x":)" + times(R"({"x":)", 10'000) + "1" + times("}", 10'001)),
            "geojson-depth layer.geojson");
}

TEST_F(HostileLayers, NothingInIt) {
  EXPECT_EQ(refusal(""), "file-empty layer.geojson");
  EXPECT_EQ(refusal(R"({"type":"FeatureCollection","features":[]})"), "geojson-empty layer.geojson");
  EXPECT_EQ(refusal(layer("[]")), "geojson-coordinates layer.geojson, feature 2");
  EXPECT_EQ(refusal(layer("[[]]")), "geojson-coordinates layer.geojson, feature 2");
  EXPECT_EQ(refusal(ring("[121.3,31.2],[121.301,31.2],[121.3,31.2]")),
            "geojson-ring-short layer.geojson, feature 2");
  EXPECT_EQ(refusal(ring("[121.3,31.2],[121.301,31.2],[121.301,31.201],[121.3,31.201]")),
            "geojson-ring-open layer.geojson, feature 2");
}

TEST_F(HostileLayers, CoordinatesThatAreSomethingElse) {
  const std::string swapped = "[31.2,121.3],[31.201,121.3],[31.201,121.301],[31.2,121.3]";
  EXPECT_EQ(refusal(R"({"type":"FeatureCollection","features":[)" + feature("[[" + swapped + "]]") + "]}"),
            "coordinates-swapped layer.geojson, feature 1");
  EXPECT_EQ(refusal(ring("[500000,3453000],[500100,3453000],[500100,3453100],[500000,3453000]")),
            "coordinates-metres layer.geojson, feature 2");
  EXPECT_EQ(refusal(ring("[2.35,48.85],[2.36,48.85],[2.36,48.86],[2.35,48.85]")),
            "coordinates-outside layer.geojson, feature 2");
}

TEST_F(HostileLayers, ADatumThatIsNotTheOneStated) {
  const std::string rings = "[[" + kRing + "]]";
  EXPECT_EQ(refusal(layer(rings), ""), "datum-missing layer.geojson");
  EXPECT_EQ(refusal(layer(rings), "EPSG:4549"), "coordinates-outside layer.geojson, feature 1")
      << "degrees taken for metres";
  EXPECT_EQ(refusal(layer(rings, "urn:ogc:def:crs:EPSG::4549")), "datum-contradiction layer.geojson");
  EXPECT_EQ(refusal(layer(rings, "urn:ogc:def:crs:OGC:1.3:CRS84")), "datum-contradiction layer.geojson");
  EXPECT_EQ(refusal(layer(rings, "EPSG:4610"), ""), "datum-inexact layer.geojson") << "Xian 1980";
}

// Refused until somebody agrees to the repair, which says where and how much.
TEST_F(HostileLayers, BordersThatCrossThemselves) {
  const auto crossed = told(ring("[121.3,31.2],[121.301,31.201],[121.301,31.2],[121.3,31.201],[121.3,31.2]"));
  ASSERT_EQ(crossed.at("faults").as_array().size(), 1u);
  const auto& fault = crossed.at("faults").at(0);
  EXPECT_EQ(fault.at("fault").as_string(), "self_crossing");
  EXPECT_EQ(fault.at("member").as_string(), "A");
  EXPECT_NEAR(fault.at("at").at(0).as_double(), 121.3005, 1e-8);
  EXPECT_FALSE(crossed.contains("patches")) << "nothing is said of gaps while a shape means nothing";
}

TEST_F(HostileLayers, RingsInTheWrongOrder) {
  const std::string clockwise = "[121.3,31.2],[121.3,31.201],[121.301,31.201],[121.301,31.2],[121.3,31.2]";
  const std::string hole =
      "[121.3002,31.2002],[121.3004,31.2002],[121.3004,31.2004],[121.3002,31.2004],[121.3002,31.2002]";
  const auto turned = told(layer("[[" + clockwise + "],[" + hole + "]]"));
  EXPECT_EQ(turned.at("faults").as_array().size(), 0u);
  ASSERT_EQ(turned.at("turned").as_array().size(), 1u);
  EXPECT_EQ(turned.at("turned").at(0).at("member").as_string(), "A");
  EXPECT_EQ(turned.at("turned").at(0).at("rings").to_number<int>(), 2);
  ASSERT_EQ(turned.at("patches").as_array().size(), 1u) << "the hole, and nothing else";
  EXPECT_EQ(told(ring(kRing)).at("turned").as_array().size(), 0u);
  // A hole that is written before the border around it is no valid shape.
  const auto first = told(layer("[[" + hole + "],[" + kRing + "]]"));
  EXPECT_EQ(first.at("faults").at(0).at("fault").as_string(), "hole_outside");
}

}  // namespace grids_hostile_test
}  // namespace weige::cli
