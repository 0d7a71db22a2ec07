#include "grids/layer_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace weige::grids {
namespace layer_import_test {

using testing::HasSubstr;

// Two squares of 0.001 degrees side by side; what each says of itself is given.
std::string layer(const std::string& first, const std::string& second, const std::string& crs = "") {
  const auto square = [](double west, const std::string& properties) {
    const auto at = [](double x, double y) {
      return "[" + std::to_string(x) + "," + std::to_string(y) + "]";
    };
    return R"({"type":"Feature",)" + properties + R"(,"geometry":{"type":"Polygon","coordinates":[[)" +
           at(west, 31.2) + "," + at(west + 0.001, 31.2) + "," + at(west + 0.001, 31.201) + "," +
           at(west, 31.201) + "," + at(west, 31.2) + "]]}}";
  };
  return R"({"type":"FeatureCollection",)" +
         (crs.empty() ? "" : R"("crs":{"type":"name","properties":{"name":")" + crs + R"("}},)") +
         R"("features":[)" + square(121.3, first) + "," + square(121.301, second) + "]}";
}
std::string with(const std::string& properties) {
  return R"("properties":{)" + properties + "}";
}

Result<Layer> read(const std::string& text,
                   const LayerReading& reading = {.datum = Datum::of(Datum::System::cgcs2000)}) {
  return import_layer(formats::read_geojson(text).value(), reading);
}
std::string refusal(const Result<Layer>& layer) {
  if (layer) return "";
  return std::string(catalogue_entry(layer.problem().code).code) + " " + layer.problem().place;
}

TEST(LayerImport, FindsCodesAndNamesByWhatTheyAreUsuallyCalled) {
  const auto found = read(
      layer(with(R"("名称":"徐泾一","网格编号":"G1","面积":3)"), with(R"("网格编号":" G2 ","名称":null)")));
  ASSERT_TRUE(found) << refusal(found);
  ASSERT_EQ(found->members.size(), 2u);
  EXPECT_EQ(found->members[0].code, "G1");
  EXPECT_EQ(found->members[0].name, "徐泾一");
  EXPECT_EQ(found->members[1].code, "G2");
  EXPECT_EQ(found->members[1].name, "");
  EXPECT_EQ(found->members[0].shape.polygons.at(0).outer.at(0), (Point{121.3, 31.2}));
}

TEST(LayerImport, WithoutSuchAPropertyTheIdOrTheNumberIsTheCode) {
  const auto found = read(layer(R"("id":"a7",)" + with(""), with("")));
  ASSERT_TRUE(found) << refusal(found);
  EXPECT_EQ(found->members[0].code, "a7");
  EXPECT_EQ(found->members[1].code, "2");
}

TEST(LayerImport, APropertyThatIsNamedMustBeThere) {
  const auto text = layer(with(R"("bh":"1")"), with(R"("bh":"2")"));
  const LayerReading named{.datum = Datum::of(Datum::System::cgcs2000), .code = "bh"};
  EXPECT_EQ(read(text, named)->members[1].code, "2");
  const auto wrong = read(text, {.datum = named.datum, .code = "mc"});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.problem().code, ProblemCode::layer_property);
  EXPECT_THAT(mend(wrong.problem(), Language::en), HasSubstr("bh"));
}

TEST(LayerImport, CodesAreThereAndUnique) {
  EXPECT_EQ(refusal(read(layer(with(R"("code":"1")"), with(R"("code":"1")")))), "layer-code-twice feature 2");
  EXPECT_EQ(refusal(read(layer(with(R"("code":"1")"), with(R"("code":" ")")))),
            "layer-code-missing feature 2");
}

TEST(LayerImport, ALayerSaysItsDatum) {
  const auto plain = layer(with(""), with(""));
  EXPECT_EQ(refusal(read(plain, {})), "datum-missing ");
  EXPECT_TRUE(read(layer(with(""), with(""), "urn:ogc:def:crs:EPSG::4490"), {}));
  EXPECT_EQ(refusal(read(layer(with(""), with(""), "urn:ogc:def:crs:EPSG::4490"),
                         {.datum = Datum::of(Datum::System::gcj02)})),
            "datum-contradiction ");
  const auto shifted = read(plain, {.datum = Datum::of(Datum::System::gcj02)});
  ASSERT_TRUE(shifted);
  EXPECT_EQ(shifted->datum.text(), "GCJ-02");
  EXPECT_NEAR(shifted->members[0].shape.polygons[0].outer[0].x, 121.3, 0.01);
  EXPECT_NE(shifted->members[0].shape.polygons[0].outer[0].x, 121.3);
}

TEST(LayerImport, CoordinatesThatCannotBeWhatTheyAreSaidToBeNameTheirFeature) {
  auto text = layer(with(""), with(""));
  for (std::size_t at; (at = text.find("[121.301")) != text.npos;) text.replace(at, 4, "[21");
  EXPECT_EQ(refusal(read(text)), "coordinates-outside feature 1");
  EXPECT_EQ(refusal(read(layer(with(""), with("")), {.datum = Datum::parse("EPSG:4549").value()})),
            "coordinates-outside feature 1");
}

}  // namespace layer_import_test
}  // namespace weige::grids
