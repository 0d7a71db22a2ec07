// Files of areas that must be refused, each with its own words, with nothing left behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <limits>

#include "support/area_files.h"
#include "support/shapefile_builder.h"
#include "support/zip_builder.h"

namespace weige::formats {
namespace area_hostile_test {

using test::ShapefileBuilder;
using test::ZipBuilder;

class AreaHostileTest : public testing::Test {
 protected:
  void TearDown() override { EXPECT_FALSE(reader.left_something()); }

  std::string geojson(const std::string& coordinates) const {
    return R"({"type":"Polygon","coordinates":[[)" + coordinates + "]]}";
  }
  // The small Shapefile with one of its parts changed.
  template <class Change>
  std::string refusal_when(Change change) {
    auto shapes = test::small_shapefile();
    change(shapes);
    return reader.refusal(shapes.zipped());
  }
  // A GeoPackage with an empty layer of areas, changed by statements.
  std::string refusal_after(const std::string& statements, const std::string& shape = "POLYGON") {
    const test::RandomFolder folder;
    const auto source = folder.path() / "a.json", target = folder.path() / "a.gpkg";
    std::ofstream(source) << R"({"type":"Feature","properties":{"code":"W01"},"geometry":{"type":"Polygon",)"
                             R"("coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}})";
    test::ogr2ogr("-f GPKG -nln areas -nlt " + shape + " '" + target.string() + "' '" + source.string() +
                  "'");
    if (!statements.empty()) test::change_database(target, statements);
    return reader.refusal(test::bytes_of(target));
  }

  test::AreaReader reader{WEIGE_PARSE_CHILD};
};

TEST_F(AreaHostileTest, GeoJson) {
  std::string ring, rings;
  for (int i = 1; i < 100'000; ++i) ring += "[0,0],";
  for (int i = 1; i < 100; ++i) rings += ring + "[0,0]],[";
  EXPECT_EQ(reader.refusal(geojson(rings + ring + "[0,0]")), "geojson-vertices: 2000000");
  EXPECT_EQ(reader.refusal(geojson(ring + ring + ring + ring + ring + ring + "[0,0]")),
            "geojson-ring-vertices: 500000");
  EXPECT_EQ(reader.code(std::string(10'000, '[') + std::string(10'000, ']')), ProblemCode::geojson_structure);
  EXPECT_EQ(reader.code(R"({"x":)" + std::string(10'000, '[') + std::string(10'000, ']') + "}"),
            ProblemCode::geojson_depth);
  EXPECT_EQ(reader.code(geojson("[0,NaN],[1,0],[1,1],[0,0]")), ProblemCode::geojson_number);
  EXPECT_EQ(reader.code(""), ProblemCode::file_empty);
  EXPECT_EQ(reader.code(R"({"type":"FeatureCollection","features":[]})"), ProblemCode::geojson_empty);
  reader.options.limits.bytes = 100;
  EXPECT_EQ(reader.refusal(std::string(101, ' ')), "file-too-large: 100");
}

TEST_F(AreaHostileTest, OtherKindsOfFilesAreNamed) {
  using namespace std::string_literals;
  const std::string feature =
      R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}})";
  const std::pair<std::string, std::string> kinds[] = {
      {"<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"/>", "area-file-kind: KML"},
      {"<?xml version=\"1.0\"?><x/>", "area-file-kind: XML"},
      {"%PDF-1.7", "area-file-kind: PDF"},
      {"Rar!\x1A\x07", "area-file-kind: RAR, 7z, gz"},
      {"SQLite format 3\0"s + std::string(200, '\0'), "area-file-kind: SQLite"},
      {"编号,名称\n1,2\n", "area-file-kind: text"},
      {feature + "\n" + feature + "\n", "area-file-kind: GeoJSON Lines"},
      {"\x1E" + feature, "area-file-kind: GeoJSON Text Sequence"},
      {ZipBuilder().add("[Content_Types].xml", "x").add("xl/workbook.xml", "x").finish(),
       "area-file-kind: Office"},
      {ZipBuilder().add("doc.kml", "x").finish(), "area-file-kind: KMZ"},
      {ZipBuilder().add("a/b.geojson", feature).finish(), "area-file-kind: ZIP: GeoJSON"},
      {test::small_shapefile().shp, "shapefile-parts: .shx, .dbf"},
      {test::small_shapefile().dbf, "shapefile-parts: .shp"}};
  for (const auto& [bytes, refusal] : kinds) EXPECT_EQ(reader.refusal(bytes), refusal);
  EXPECT_TRUE(reader.read(feature + "\n")) << "a line's end behind the only one";
}

TEST_F(AreaHostileTest, ZipFiles) {
  const auto good = test::small_shapefile();
  const auto with = [&](const std::string& name, const std::string& content, const test::ZipLies& lies = {}) {
    return ZipBuilder()
        .add("a.shp", good.shp)
        .add("a.shx", good.shx)
        .add("a.dbf", good.dbf)
        .add(name, content, lies)
        .finish();
  };
  EXPECT_EQ(reader.refusal(ZipBuilder().add("a.shp", good.shp).add("a.dbf", good.dbf).finish()),
            "shapefile-parts: .shx");
  EXPECT_EQ(reader.refusal(
                ZipBuilder().add("a.shp", good.shp).add("a.shx", good.shx).add("b.dbf", good.dbf).finish()),
            "shapefile-parts: .dbf");
  EXPECT_EQ(reader.refusal(ZipBuilder().add("a.txt", "x").finish()), "shapefile-parts: .shp");
  EXPECT_EQ(reader.refusal(with("b.shp", good.shp)), "shapefile-parts: .shp × 2");
  for (const std::string name : {"../a.prj", "/etc/a.prj", "b/../../a.prj", "C:\\a.prj"})
    EXPECT_EQ(reader.refusal(with(name, "x")), "area-file-unsafe: entry-name");
  EXPECT_EQ(reader.refusal(with("a.shp", "x")), "area-file-unsafe: duplicate-entry");
  EXPECT_EQ(reader.refusal(with("a.prj", "x", {.unpacked_size = 1u << 30})), "area-file-unsafe: entry-size");
  EXPECT_EQ(reader.refusal(with("a.prj", std::string(65'537, 'x'))), "area-file-unsafe: entry-size");
  EXPECT_EQ(reader.refusal(with("a.prj", "x", {.flags = 1})), "area-file-unsafe: password");
  EXPECT_EQ(reader.refusal(with("a.prj", "x", {.crc = 1})), "area-file-damaged: a.prj");
  EXPECT_EQ(reader.code(ZipBuilder()
                            .add("a.shp", good.shp)
                            .add_directory_only("a.shx", good.shp, {.header_offset = 0})
                            .finish()),
            ProblemCode::file_overlap);
  auto cut = with("a.prj", "x");
  cut.resize(cut.size() / 2);
  EXPECT_EQ(reader.code(cut), ProblemCode::file_truncated);
  ZipBuilder many;
  for (int i = 0; i < 1'001; ++i) many.add(std::to_string(i), "", {.method = 0});
  EXPECT_EQ(reader.refusal(many.finish()), "area-file-unsafe: entries");
}

TEST_F(AreaHostileTest, ZipBombs) {
  reader.options.limits.bytes = 1 << 20;
  const auto good = test::small_shapefile();
  const auto bomb = ZipBuilder()
                        .add("a.shp", good.shp)
                        .add("a.shx", good.shx)
                        .add_repeated("a.dbf", {good.dbf, std::string(1 << 20, ' '), 3, "", 9})
                        .finish();
  EXPECT_EQ(reader.refusal(bomb), "area-file-unsafe: entry-size");
  ZipBuilder several;
  for (int i = 0; i < 3; ++i)
    several.add_repeated(std::to_string(i), {"", std::string(1 << 19, ' '), 3, "", 9});
  EXPECT_EQ(reader.refusal(several.finish()), "area-file-unsafe: total-size");
}

TEST_F(AreaHostileTest, ShapefilesThatLie) {
  EXPECT_EQ(refusal_when([](auto& shapes) { shapes.shp.resize(shapes.shp.size() - 16); }), "file-truncated");
  EXPECT_EQ(refusal_when([](auto& shapes) { shapes.shp.resize(60); }), "file-truncated");
  EXPECT_EQ(refusal_when([](auto& shapes) { test::put_big(shapes.shp, 24, 1u << 30); }), "file-truncated");
  EXPECT_EQ(refusal_when([](auto& shapes) { test::put_big(shapes.shp, 24, 60); }), "area-file-damaged: .shp");
  EXPECT_EQ(refusal_when([](auto& shapes) { test::put_big(shapes.shp, 0, 1); }), "area-file-damaged: .shp");
  EXPECT_EQ(refusal_when([](auto& shapes) { test::put_big(shapes.shx, 100, 1u << 30); }),
            "area-file-damaged: .shp");
  EXPECT_EQ(refusal_when([](auto& shapes) { test::put_little(shapes.shp, 148, 1u << 28); }),
            "area-file-damaged: .shp")
      << "more points than the record has room for";
  EXPECT_EQ(refusal_when([](auto& shapes) { test::put_little(shapes.shp, 144, 1u << 28); }),
            "area-file-damaged: .shp")
      << "more parts";
  EXPECT_EQ(refusal_when([](auto& shapes) { test::put_little(shapes.shp, 108, 3); }),
            "area-file-damaged: .shp")
      << "a line among areas";
  EXPECT_EQ(refusal_when([](auto& shapes) { shapes.shx.resize(104); }), "file-truncated");
  EXPECT_EQ(refusal_when([](auto& shapes) { shapes.dbf.resize(70); }), "file-truncated");
  EXPECT_EQ(refusal_when([](auto& shapes) { test::put_little(shapes.dbf, 4, 0); }),
            "area-file-damaged: .dbf");
  EXPECT_EQ(
      reader.refusal(
          ShapefileBuilder({test::DbfField{"code"}}, 3).add({test::small_square()}, {"A"}).finish().zipped()),
      "geojson-geometry-type: PolyLine");
  EXPECT_EQ(reader.code(ShapefileBuilder().finish().zipped()), ProblemCode::geojson_empty);
}

TEST_F(AreaHostileTest, ShapefilesBeyondTheLimits) {
  reader.options.limits.vertices = 9;
  const auto two =
      ShapefileBuilder().add({test::small_square()}, {"A"}).add({test::small_square()}, {"B"}).finish();
  EXPECT_EQ(reader.refusal(two.zipped()), "geojson-vertices: 9");
  reader.options.limits.vertices = 10;
  reader.options.limits.features = 1;
  EXPECT_EQ(reader.refusal(two.zipped()), "geojson-features: 1");
}

#define WEIGE_NEEDS_OGR2OGR() \
  if (!test::have_ogr2ogr()) GTEST_SKIP() << "ogr2ogr (Debian's gdal-bin) is not here"

TEST_F(AreaHostileTest, WhatOnlyTheConverterSeesOfAShapefile) {
  WEIGE_NEEDS_OGR2OGR();
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  const test::ShapeRing hole{{0, 0}, {0, nan}, {1, 1}, {0, 0}};
  EXPECT_EQ(reader.refusal(ShapefileBuilder().add({hole}, {"A"}).finish().zipped()), "geojson-coordinates")
      << "GDAL writes no shape that has one";
  auto empty = test::small_shapefile();
  test::put_little(empty.shp, 108, 0);
  EXPECT_EQ(reader.refusal(empty.zipped()), "geojson-coordinates");
}

TEST_F(AreaHostileTest, GeoPackagesWithoutAreas) {
  WEIGE_NEEDS_OGR2OGR();
  EXPECT_EQ(refusal_after(""), "read");
  EXPECT_EQ(refusal_after("DELETE FROM areas"), "geojson-empty");
  EXPECT_EQ(refusal_after("UPDATE gpkg_geometry_columns SET geometry_type_name = 'LINESTRING'"),
            "geojson-geometry-type: LINESTRING");
  EXPECT_EQ(refusal_after("DELETE FROM gpkg_contents"), "geojson-empty");
  EXPECT_EQ(refusal_after("UPDATE areas SET geom = NULL"), "geojson-coordinates");
}

TEST_F(AreaHostileTest, GeoPackagesThatAreProgramsOrDamaged) {
  WEIGE_NEEDS_OGR2OGR();
  const std::string view = "ALTER TABLE areas RENAME TO kept; CREATE VIEW areas AS ";
  EXPECT_EQ(refusal_after(view + "SELECT * FROM kept"), "area-file-unsafe: view");
  EXPECT_EQ(refusal_after(
                "ALTER TABLE gpkg_contents RENAME TO kept; CREATE VIEW gpkg_contents AS SELECT * FROM kept"),
            "area-file-unsafe: view");
  EXPECT_EQ(refusal_after("CREATE VIRTUAL TABLE t USING fts4(x)"), "area-file-unsafe: virtual-table");
  EXPECT_EQ(refusal_after(
                "PRAGMA writable_schema = 1; INSERT INTO sqlite_master VALUES ('table', 'areas2', 'areas2', "
                "0, 'CREATE VIRTUAL TABLE areas2 USING VirtualText(''/etc/passwd'', ''UTF-8'', 0, COMMA, "
                "DOUBLEQUOTE, '':'')')"),
            "area-file-unsafe: virtual-table")
      << "SpatiaLite, which GDAL brings along, would read the file";
  EXPECT_EQ(
      refusal_after("ALTER TABLE areas RENAME TO \"-sql\"; UPDATE gpkg_contents SET table_name = '-sql'; "
                    "UPDATE gpkg_geometry_columns SET table_name = '-sql'"),
      "area-file-unsafe: layer-name");
  EXPECT_EQ(refusal_after("UPDATE areas SET geom = zeroblob(30000000)"), "geojson-coordinates");
  EXPECT_EQ(refusal_after("PRAGMA foreign_keys = 0; DROP TABLE gpkg_geometry_columns"),
            "area-file-damaged: ogr2ogr");
}

TEST_F(AreaHostileTest, AGeoPackageThatNeverEndsIsStopped) {
  WEIGE_NEEDS_OGR2OGR();
  reader.sandbox.cpu_seconds = 0;
  EXPECT_EQ(
      refusal_after("ALTER TABLE gpkg_contents RENAME TO kept; CREATE VIEW gpkg_contents AS WITH RECURSIVE "
                    "n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT kept.* FROM kept, n "
                    "WHERE n.x < 0"),
      "parse-timeout");
}

}  // namespace area_hostile_test
}  // namespace weige::formats
