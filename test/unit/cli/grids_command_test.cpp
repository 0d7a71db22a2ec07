#include "cli/grids_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "reference/slow_projection.h"
#include "support/area_files.h"
#include "support/random_folder.h"
#include "support/shapefile_builder.h"

namespace weige::cli {
namespace grids_command_test {

using testing::HasSubstr;

// A rectangle of a town drawn in steps of 0.001 degrees (95 m by 111 m) from 121.3 E, 31.2 N.
struct Rectangle {
  std::string code;
  double west, south, east, north;
};

std::string geojson(const std::vector<Rectangle>& rectangles) {
  std::ostringstream out;
  out.precision(12);
  out << R"({"type":"FeatureCollection","features":[)";
  const char* between = "";
  for (const auto& one : rectangles) {
    const double w = 121.3 + one.west / 1000, e = 121.3 + one.east / 1000, s = 31.2 + one.south / 1000,
                 n = 31.2 + one.north / 1000;
    out << between << R"({"type":"Feature","properties":{"code":")" << one.code
        << R"("},"geometry":{"type":"Polygon","coordinates":[[[)" << w << ',' << s << "],[" << e << ',' << s
        << "],[" << e << ',' << n << "],[" << w << ',' << n << "],[" << w << ',' << s << "]]]}}";
    between = ",";
  }
  out << "]}";
  return out.str();
}

LayerFlags layer_of(const std::string& file, const std::string& datum) {
  return {.file = file, .datum = datum, .code = {}, .name = {}, .parse_program = WEIGE_PARSE_CHILD};
}

class GridsCommandTest : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) const {
    const std::string path = folder.path() / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::string write(const std::string& name, const std::vector<Rectangle>& rectangles) const {
    return write(name, geojson(rectangles));
  }
  std::string read(const std::string& path) const {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  boost::json::object check(GridsCheckFlags flags, const std::string& file) {
    flags.layer = layer_of(file, "CGCS2000");
    flags.json = true;
    std::ostringstream out;
    const auto outcome = grids_check_command(flags, out);
    EXPECT_TRUE(outcome) << title(outcome.problem(), Language::en);
    clean = outcome.ok() && *outcome;
    return boost::json::parse(out.str()).as_object();
  }

  const test::RandomFolder folder;
  bool clean = false;
};

TEST_F(GridsCommandTest, ALayerWithoutFaultsIsClean) {
  const auto told = check({}, write("good.geojson", {{"A", 0, 0, 10, 10}, {"B", 10, 0, 20, 10}}));
  EXPECT_TRUE(clean);
  EXPECT_EQ(told.at("patches").as_array().size(), 0u);
  EXPECT_NEAR(told.at("covered_m2").as_double(), reference::box_area({121.3, 31.2}, {121.32, 31.21}), 60)
      << "the parallels are straight lines in the plane";
}

TEST_F(GridsCommandTest, AGapAndAnOverlapAreToldWithTheirNeighboursAndDrawn) {
  const auto file = write("bad.geojson", {{"A", 0, 0, 10, 10}, {"B", 11, 0, 20, 10}, {"C", 0, 9, 20, 20}});
  const auto patches = (folder.path() / "patches.geojson").string();
  const auto told = check({.patches = patches}, file);
  EXPECT_FALSE(clean);
  std::map<std::string, std::size_t> kinds;
  for (const auto& patch : told.at("patches").as_array()) {
    ++kinds[patch.at("kind").as_string().c_str()];
    EXPECT_GT(patch.at("area_m2").as_double(), 0);
  }
  EXPECT_EQ(kinds["overlap"], 2u) << told;
  EXPECT_THAT(read(patches), HasSubstr("overlap"));
}

TEST_F(GridsCommandTest, WhatShouldBeCoveredCanBeStated) {
  const auto file = write("part.geojson", {{"A", 0, 0, 10, 10}});
  const auto outline = write("outline.geojson", {{"town", 0, 0, 20, 10}});
  EXPECT_EQ(check({.outline = outline}, file).at("patches").as_array().size(), 1u);
}

TEST_F(GridsCommandTest, AnInvalidShapeIsMendedOnlyWithConsent) {
  auto text = geojson({{"A", 0, 0, 10, 10}});
  // A bow tie: two corners change places.
  const std::string a = "[121.31,31.2]", b = "[121.31,31.21]";
  const auto at_a = text.find(a), at_b = text.find(b);
  ASSERT_NE(at_a, text.npos);
  ASSERT_NE(at_b, text.npos);
  text.replace(at_b, b.size(), a);
  text.replace(at_a, a.size(), b);
  const auto file = write("tie.geojson", text);
  const auto told = check({}, file);
  EXPECT_FALSE(clean);
  EXPECT_EQ(told.at("faults").at(0).at("fault").as_string(), "self_crossing");
  EXPECT_FALSE(told.contains("patches"));
  const auto mended = (folder.path() / "mended.geojson").string();
  EXPECT_EQ(check({.repaired = mended}, file).at("repairs").as_array().size(), 1u);
  EXPECT_EQ(check({}, mended).at("faults").as_array().size(), 0u);
}

TEST_F(GridsCommandTest, AreasAndGridsAreCompared) {
  const auto align = [&](const std::vector<Rectangle>& areas, const std::vector<Rectangle>& grids) {
    GridsAlignFlags flags{.areas = layer_of(write("areas.geojson", areas), "CGCS2000"),
                          .grids = layer_of(write("grids.geojson", grids), "WGS-84")};
    flags.json = true;
    std::ostringstream out;
    const auto outcome = grids_align_command(flags, out);
    EXPECT_TRUE(outcome) << title(outcome.problem(), Language::en);
    clean = outcome.ok() && *outcome;
    return boost::json::parse(out.str()).as_object();
  };
  const std::vector<Rectangle> two{{"1", 0, 0, 10, 10}, {"2", 10, 0, 20, 10}};
  EXPECT_NEAR(align(two, two).at("one_to_one").as_double(), 1, 1e-9);
  EXPECT_TRUE(clean);
  const auto told = align({{"X", 0, 0, 20, 10}}, two);
  EXPECT_FALSE(clean);
  EXPECT_EQ(told.at("areas").at(0).at("alignment").as_string(), "split");
  EXPECT_EQ(told.at("grids").at(0).at("alignment").as_string(), "merged");
  EXPECT_EQ(told.at("pairs").as_array().size(), 2u);
}

TEST_F(GridsCommandTest, RefusalsNameFileAndFeature) {
  std::ostringstream out;
  const auto refused = [&](const std::string& file, const std::string& datum) {
    const auto outcome = grids_check_command({.layer = layer_of(file, datum)}, out);
    return outcome
               ? ""
               : std::string(catalogue_entry(outcome.problem().code).code) + " " + outcome.problem().place;
  };
  const auto file = write("grids.geojson", {{"A", 0, 0, 10, 10}, {"A", 10, 0, 20, 10}});
  EXPECT_EQ(refused(file, ""), "datum-missing grids.geojson");
  EXPECT_EQ(refused(file, "CGCS2000"), "layer-code-twice grids.geojson, feature 2");
  EXPECT_THAT(refused((folder.path() / "none").string(), "CGCS2000"), HasSubstr("file-unreadable"));
  EXPECT_EQ(refused(write("grids.kml", "<?xml version=\"1.0\"?><kml/>"), "CGCS2000"),
            "area-file-kind grids.kml");
  EXPECT_EQ(out.str(), "");
}

TEST_F(GridsCommandTest, AShapefileAndAGeoPackageAreCheckedLikeGeoJson) {
  if (!test::have_ogr2ogr()) GTEST_SKIP() << "ogr2ogr (Debian's gdal-bin) is not here";
  const auto shapes = test::ShapefileBuilder({test::DbfField{"编号"}})
                          .add({test::small_square(121.3)}, {"甲"})
                          .add({test::small_square(121.301)}, {"乙"})
                          .finish();
  EXPECT_EQ(check({}, write("grids.zip", shapes.zipped())).at("layer").at("members").as_int64(), 2);
  EXPECT_TRUE(clean);
  const auto source = write("a.geojson", {{"A", 0, 0, 10, 10}}), target = (folder.path() / "a.gpkg").string();
  test::ogr2ogr("-f GPKG -nln first '" + target + "' '" + source + "'");
  test::ogr2ogr("-f GPKG -update -nln second '" + target + "' '" + source + "'");
  std::ostringstream out;
  auto flags = layer_of(target, "CGCS2000");
  EXPECT_EQ(grids_check_command({.layer = flags}, out).problem().code, ProblemCode::area_layers);
  flags.layer = "second";
  EXPECT_TRUE(grids_check_command({.layer = flags}, out).ok());
}

}  // namespace grids_command_test
}  // namespace weige::cli
