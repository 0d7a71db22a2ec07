#include "formats/geopackage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace weige::formats {
namespace geopackage_test {

using testing::ElementsAre;
using Rows = std::vector<ContentsRow>;

Problem refused(const Rows& rows, const std::string& asked = "") {
  const auto chosen = choose_layer(rows, asked);
  return chosen ? problem(ProblemCode::internal) : chosen.problem();
}

Problem unsafe(const std::string& reason) {
  return problem(ProblemCode::area_file_unsafe).with("reason", reason);
}

TEST(GeoPackage, TheOnlyLayerOfAreasIsChosen) {
  for (const std::string type : {"POLYGON", "MultiPolygon", "GEOMETRY", "CURVEPOLYGON"})
    EXPECT_EQ(choose_layer({{"layer", "roads", "LINESTRING"}, {"layer", "grids", type}}, "")->name, "grids")
        << type;
}

TEST(GeoPackage, OfSeveralTheOneThatIsAskedFor) {
  const Rows rows{{"layer", "a", "POLYGON"}, {"layer", "b", "POLYGON"}, {"layer", "p", "POINT"}};
  EXPECT_EQ(refused(rows), problem(ProblemCode::area_layers).with("there", "a, b"));
  const auto chosen = choose_layer(rows, "b");
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->name, "b");
  EXPECT_THAT(chosen->others, ElementsAre("a"));
  EXPECT_EQ(refused(rows, "p"),
            problem(ProblemCode::area_layer_missing).with("name", "p").with("there", "a, b"));
  EXPECT_EQ(refused({}), problem(ProblemCode::geojson_empty));
  EXPECT_EQ(refused({{"layer", "p", "POINT"}}),
            problem(ProblemCode::geojson_geometry_type).with("type", "POINT"));
}

TEST(GeoPackage, TheIndexOfShapesIsTheOnlyVirtualTable) {
  const auto with = [](const std::string& statement) {
    return Rows{{"layer", "a", "POLYGON"}, {"virtual", "t", statement}};
  };
  for (const std::string good :
       {"CREATE VIRTUAL TABLE \"rtree_a_geom\" USING rtree(id, minx, maxx, miny, maxy)",
        "CREATE VIRTUAL TABLE \"a \"\" b\" USING rtree(id)", "CREATE VIRTUAL TABLE t using RTREE(id)",
        "CREATE TABLE \"t\" (\"virtual\" TEXT)"})
    EXPECT_TRUE(choose_layer(with(good), "")) << good;
  for (const std::string bad :
       {"CREATE VIRTUAL TABLE t USING VirtualText('/etc/passwd')",
        "CREATE VIRTUAL TABLE \" USING rtree(\" USING x(a)",
        "CREATE VIRTUAL TABLE \"\"\" USING rtree(\" USING x(a)", "CREATE VIRTUAL TABLE \"t",
        "CREATE VIRTUAL TABLE ", "create/**/virtual table t using rtree(id)",
        "CREATE VIRTUAL TABLE t USING rtree_i32(id)", ""})
    EXPECT_EQ(refused(with(bad)), unsafe("virtual-table")) << bad;
}

TEST(GeoPackage, ViewsAreNotRead) {
  const auto with = [](const std::string& name) {
    return Rows{
        {"layer", "a", "POLYGON"}, {"layer", "b", "POLYGON"}, {"view", name, "CREATE VIEW x AS SELECT 1"}};
  };
  EXPECT_EQ(refused(with("A"), "a"), unsafe("view"));
  EXPECT_TRUE(choose_layer(with("b"), "a"));
  EXPECT_EQ(refused(with("GPKG_contents"), "a"), unsafe("view"));
  EXPECT_TRUE(choose_layer({{"layer", "a", "POLYGON"}, {"view", "a", "CREATE TABLE a (review TEXT)"}}, ""));
}

TEST(GeoPackage, NamesThatAreMoreThanNamesAreRefused) {
  for (const std::string name : {"", "-sql", "a\nb", "\x7F"})
    EXPECT_EQ(refused({{"layer", name, "POLYGON"}}), unsafe("layer-name")) << name;
  EXPECT_EQ(refused({{"layer", std::string(201, 'a'), "POLYGON"}}), unsafe("layer-name"));
  EXPECT_EQ(refused(Rows(1'000, {"layer", "a", "POLYGON"})), unsafe("tables"));
}

}  // namespace geopackage_test
}  // namespace weige::formats
