#include "formats/area_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "support/area_files.h"
#include "support/shapefile_builder.h"
#include "support/zip_builder.h"

namespace weige::formats {
namespace area_file_test {

using testing::ElementsAre;
using testing::HasSubstr;
using Properties = std::vector<std::pair<std::string, std::string>>;

// Three areas of a town: one with a hole, one of two parts; numbers that need all their digits.
constexpr std::string_view kTown = R"({"type":"FeatureCollection",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":[
{"type":"Feature","properties":{"编号":"W01","名称":"明珠路一网格","户数":"312"},"geometry":{"type":"Polygon","coordinates":
[[[121.300000000001,31.2],[121.31,31.2],[121.31,31.21],[121.3,31.209999999998],[121.300000000001,31.2]],
[[121.303,31.203],[121.304,31.204],[121.305,31.2033333333333],[121.303,31.203]]]}},
{"type":"Feature","properties":{"编号":"W02","名称":"徐泾东，二网格","户数":"7"},"geometry":{"type":"MultiPolygon","coordinates":
[[[[121.31,31.2],[121.32,31.2],[121.32,31.21],[121.31,31.2]]],[[[121.33,31.2],[121.34,31.2],[121.34,31.21],[121.33,31.2]]]]}},
{"type":"Feature","properties":{"编号":"W03","名称":"盈港路\"三\"网格","户数":"0"},"geometry":{"type":"Polygon","coordinates":
[[[121.4,31.2],[121.41,31.2],[121.41,31.21],[121.4,31.2]]]}}]})";

GeoLayer town() {
  return read_geojson(kTown).value();
}

// Rings may begin elsewhere and run the other way round, parts may change places: what encloses the same land
// is the same.
std::vector<GeoPolygon> in_order(std::vector<GeoPolygon> polygons) {
  const auto before = [](const GeoPosition& a, const GeoPosition& b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
  };
  for (auto& polygon : polygons)
    for (auto& ring : polygon) {
      ring.pop_back();
      std::ranges::sort(ring, before);
    }
  std::ranges::sort(polygons, [&](const GeoPolygon& a, const GeoPolygon& b) {
    return before(a.front().front(), b.front().front());
  });
  return polygons;
}

void expect_same_land(const std::vector<GeoPolygon>& got, const std::vector<GeoPolygon>& wanted) {
  const auto a = in_order(got), b = in_order(wanted);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(a[i].size(), b[i].size());
    for (std::size_t j = 0; j < a[i].size(); ++j) {
      ASSERT_EQ(a[i][j].size(), b[i][j].size());
      for (std::size_t k = 0; k < a[i][j].size(); ++k) {
        EXPECT_NEAR(a[i][j][k].x, b[i][j][k].x, 1e-12);
        EXPECT_NEAR(a[i][j][k].y, b[i][j][k].y, 1e-12);
      }
    }
  }
}

class AreaFileTest : public testing::Test {
 protected:
  void TearDown() override { EXPECT_FALSE(reader.left_something()); }

  void expect_town(const std::string& bytes, AreaFormat format) {
    const auto file = reader.read(bytes);
    ASSERT_TRUE(file) << title(file.problem(), Language::en);
    EXPECT_EQ(file->format, format);
    EXPECT_EQ(file->layer.crs, "urn:ogc:def:crs:EPSG::4490");
    const auto wanted = town();
    ASSERT_EQ(file->layer.features.size(), wanted.features.size());
    for (std::size_t i = 0; i < wanted.features.size(); ++i) {
      EXPECT_EQ(file->layer.features[i].number, i + 1);
      EXPECT_EQ(file->layer.features[i].properties, wanted.features[i].properties);
      expect_same_land(file->layer.features[i].polygons, wanted.features[i].polygons);
    }
  }
  // The town as ogr2ogr writes it.
  std::filesystem::path made(const std::string& name, const std::string& options) const {
    const auto source = folder.path() / "town.json", target = folder.path() / name;
    std::ofstream(source) << kTown;
    test::ogr2ogr(options + " '" + target.string() + "' '" + source.string() + "'");
    return target;
  }

  const test::RandomFolder folder;
  test::AreaReader reader{WEIGE_PARSE_CHILD};
};

#define WEIGE_NEEDS_OGR2OGR() \
  if (!test::have_ogr2ogr()) GTEST_SKIP() << "ogr2ogr (Debian's gdal-bin) is not here"

TEST_F(AreaFileTest, GeoJsonIsReadWithAndWithoutAMark) {
  expect_town(std::string(kTown), AreaFormat::geojson);
  expect_town("\xEF\xBB\xBF" + std::string(kTown), AreaFormat::geojson);
  EXPECT_EQ(reader.read(kTown)->layer, town());
}

TEST_F(AreaFileTest, AShapefileIsReadInEitherEncoding) {
  WEIGE_NEEDS_OGR2OGR();
  for (const std::string encoding : {"UTF-8", "GBK"}) {
    const auto written = made(encoding, "-f 'ESRI Shapefile' -lco ENCODING=" + encoding);
    expect_town(test::zipped(written), AreaFormat::shapefile);
    // The bytes tell it, with and without the files that name it, and against them.
    std::filesystem::remove(written / "town.cpg");
    expect_town(test::zipped(written), AreaFormat::shapefile);
    std::ofstream(written / "town.cpg") << (encoding == "GBK" ? "UTF-8" : "GBK");
    expect_town(test::zipped(written), AreaFormat::shapefile);
    EXPECT_EQ(reader.read(test::zipped(written))->encoding, encoding == "GBK" ? "gb18030" : "utf-8");
  }
}

TEST_F(AreaFileTest, AGeoPackageIsRead) {
  WEIGE_NEEDS_OGR2OGR();
  const auto written = made("town.gpkg", "-f GPKG -nln 网格");
  expect_town(test::bytes_of(written), AreaFormat::geopackage);
  EXPECT_EQ(reader.read(test::bytes_of(written))->layer_name, "网格");
  // One that was left in write-ahead mode, and one with a trigger of its own.
  test::change_database(written, "PRAGMA journal_mode = WAL");
  expect_town(test::bytes_of(written), AreaFormat::geopackage);
  test::change_database(written, "CREATE TRIGGER t AFTER INSERT ON 网格 BEGIN DELETE FROM 网格; END");
  expect_town(test::bytes_of(written), AreaFormat::geopackage);
}

TEST_F(AreaFileTest, ProjectedCoordinatesKeepTheirOrderAndTheirCode) {
  WEIGE_NEEDS_OGR2OGR();
  const auto metres = made("metres.gpkg", "-f GPKG -t_srs EPSG:4549 -nln metres");
  const auto shapes = made("metres", "-f 'ESRI Shapefile' -t_srs EPSG:4549 -lco ENCODING=UTF-8");
  for (const auto& bytes : {test::bytes_of(metres), test::zipped(shapes)}) {
    const auto file = reader.read(bytes);
    ASSERT_TRUE(file) << title(file.problem(), Language::en);
    EXPECT_EQ(file->layer.crs, "urn:ogc:def:crs:EPSG::4549");
    const auto at = file->layer.features[0].polygons[0][0][0];
    EXPECT_TRUE(at.x > 6e5 && at.x < 7e5 && at.y > 3.4e6 && at.y < 3.5e6) << at.x << " " << at.y;
  }
}

TEST_F(AreaFileTest, ACrsThatIsNotIdentifiedNamesNothing) {
  WEIGE_NEEDS_OGR2OGR();
  const auto shapes = test::small_shapefile();
  EXPECT_EQ(reader.read(shapes.zipped())->layer.crs, "");
  constexpr std::string_view kLocal =
      R"(PROJCS["上海城市坐标系",GEOGCS["X",DATUM["D_X",SPHEROID["X",6378245,298.3]],PRIMEM["Greenwich",0],)"
      R"(UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["Central_Meridian",121.46],)"
      R"(PARAMETER["Scale_Factor",1],UNIT["Meter",1]])";
  for (const auto& prj : {std::string(kLocal), std::string("nonsense"), std::string()}) {
    const auto file = reader.read(shapes.zipped({{".prj", prj}}));
    ASSERT_TRUE(file) << title(file.problem(), Language::en);
    EXPECT_EQ(file->layer.crs, "") << prj;
  }
  // As ArcGIS writes it, without a code.
  const auto known = reader.read(shapes.zipped(
      {{".prj",
        R"(GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",)"
        R"(SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])"}}));
  EXPECT_EQ(known->layer.crs, "urn:ogc:def:crs:EPSG::4490");
}

TEST_F(AreaFileTest, ACharacterThatDidNotFitCostsOnlyItself) {
  WEIGE_NEEDS_OGR2OGR();
  // Ten bytes for the name: three characters and the beginning of a fourth. So has the value.
  const auto cut = test::ShapefileBuilder({{std::string("网格编号").substr(0, 10), 40}, {"名称", 10}})
                       .add({test::small_square()}, {"W01", "明珠路一网格"});
  const auto file = reader.read(cut.finish().zipped());
  ASSERT_TRUE(file) << title(file.problem(), Language::en);
  EXPECT_EQ(file->layer.features[0].properties, (Properties{{"网格编", "W01"}, {"名称", "明珠路"}}));
}

TEST_F(AreaFileTest, OfSeveralLayersTheOneThatIsNamed) {
  WEIGE_NEEDS_OGR2OGR();
  const auto written = made("two.gpkg", "-f GPKG -nln 网格");
  test::ogr2ogr("-f GPKG -update -nln 责任区 '" + written.string() + "' '" +
                (folder.path() / "town.json").string() + "'");
  const auto bytes = test::bytes_of(written);
  EXPECT_EQ(reader.refusal(bytes), "area-layers: 网格, 责任区");
  reader.options.layer = "责任区";
  const auto file = reader.read(bytes);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->layer_name, "责任区");
  EXPECT_THAT(file->other_layers, ElementsAre("网格"));
  reader.options.layer = "村居";
  EXPECT_EQ(reader.refusal(bytes), "area-layer-missing: 村居: 网格, 责任区");
}

TEST_F(AreaFileTest, HeightsAreDroppedAndASelfCrossingIsForOthersToSee) {
  WEIGE_NEEDS_OGR2OGR();
  const test::ShapeRing bow_tie{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}};
  EXPECT_TRUE(reader.read(test::ShapefileBuilder().add({bow_tie}, {"A"}).finish().zipped()));
  EXPECT_TRUE(reader.read(R"({"type":"Polygon","coordinates":[[[0,0,5],[1,1,5],[1,0,5],[0,1,5],[0,0,5]]]})"));
}

}  // namespace area_file_test
}  // namespace weige::formats
