// weige grids import, assign and export: the register's layers without a browser.
#include "cli/grids_register_command.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/databases.h"
#include "support/grid_layers.h"

namespace weige::cli {
namespace grids_register_command_test {

namespace fs = std::filesystem;
using testing_support::GridDesk;

class GridsRegisterCommand : public testing::Test {
 protected:
  void SetUp() override {
    char folder[] = "/tmp/weige-grids-test-XXXXXX";
    folder_ = ::mkdtemp(folder);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string file(const testing_support::SquareLayer& layer, const std::string& name = "grids.geojson") {
    const auto path = folder_ / name;
    std::ofstream(path) << formats::write_geojson(testing_support::squares(layer).features);
    return path;
  }
  static LayerFlags layer(const std::string& file, const std::string& datum = "") {
    return {.file = file, .datum = datum, .code = {}, .name = {}, .parse_program = WEIGE_PARSE_CHILD};
  }
  Done import(const GridsImportFlags& flags) {
    return desk_.work([&](const grids::GridWork& work) {
      return grids_import_command({work, [] { return testing_support::kTestNow; }, out_, progress_}, flags);
    });
  }
  Result<bool> assign(const GridsReadFlags& flags) {
    return desk_.work([&](const grids::GridWork& work) { return grids_assign_command(work, flags, out_); });
  }
  std::string told() {
    auto text = out_.str();
    out_.str({});
    return text;
  }

  testing_support::ScratchDatabase scratch_{store::Engine::sqlite};
  testing_support::SmallTown town_ = testing_support::make_small_town(scratch_.db());
  GridDesk desk_{scratch_.db(), town_};
  std::ostringstream out_, progress_;
  fs::path folder_;
};

TEST_F(GridsRegisterCommand, TakesALayerToWhatIsInForceAndWritesItBack) {
  GridsImportFlags flags{.layer = layer(file({}), "CGCS2000"), .publish = "today"};
  ASSERT_TRUE(import(flags));
  EXPECT_NE(told().find("state\tpublished"), std::string::npos);
  const auto out = (folder_ / "out.geojson").string();
  ASSERT_TRUE(desk_.work(
      [&](const grids::GridWork& work) { return grids_export_command(work, {.out = out}, out_); }));
  std::ostringstream written, sent;
  written << std::ifstream(out).rdbuf();
  sent << std::ifstream(flags.layer.file).rdbuf();
  const auto back = formats::read_geojson(written.str()).value(),
             was = formats::read_geojson(sent.str()).value();
  ASSERT_EQ(back.features.size(), was.features.size());
  for (std::size_t i = 0; i < was.features.size(); ++i)
    EXPECT_EQ(back.features[i].polygons, was.features[i].polygons);
}

TEST_F(GridsRegisterCommand, TellsHowFarItIsWhereThereAreManyAddresses) {
  desk_.add_address("明珠路88弄2号", 1);
  ASSERT_TRUE(import({.layer = layer(file({}), "CGCS2000"), .publish = "today", .most_at_once = 0}));
  EXPECT_NE(told().find("state\tpublished"), std::string::npos);
  EXPECT_NE(progress_.str().find("placing "), std::string::npos) << progress_.str();
  EXPECT_TRUE(assign({}).value());
}

TEST_F(GridsRegisterCommand, RefusesWithoutADatumAndWithFindingsUnseen) {
  const auto unlabelled = import({.layer = layer(file({}))});
  ASSERT_FALSE(unlabelled);
  EXPECT_EQ(unlabelled.problem().code, ProblemCode::datum_missing);
  const auto overlap = import({.layer = layer(file({.over = 0.0002}), "CGCS2000"), .publish = "today"});
  ASSERT_FALSE(overlap);
  EXPECT_EQ(overlap.problem().code, ProblemCode::layer_findings);
}

TEST_F(GridsRegisterCommand, TellsWhereEveryAddressFalls) {
  desk_.add_address("明珠路88弄2号", 1);
  ASSERT_TRUE(import({.layer = layer(file({}), "CGCS2000"), .publish = "today"}));
  told();
  EXPECT_TRUE(assign({}).value());
  const auto lines = told();
  EXPECT_NE(lines.find("明珠路88弄2号\tG2\tpoint\t"), std::string::npos) << lines;
  desk_.add_address("明珠路99号", {});
  EXPECT_FALSE(assign({.json = true}).value()) << "one falls nowhere";
  EXPECT_NE(told().find(R"("way":"none")"), std::string::npos);
  EXPECT_EQ(assign({.kind = "areas"}).problem().code, ProblemCode::not_found);
  EXPECT_EQ(assign({.kind = "moons"}).problem().code, ProblemCode::bad_choice);
}

// Shows 5: a day is asked for, and its own version answers.
TEST_F(GridsRegisterCommand, TodayAndTomorrowHaveTheirOwnVersions) {
  desk_.add_address("明珠路88弄2号", 1);
  ASSERT_TRUE(import({.layer = layer(file({}), "CGCS2000"), .publish = "today"}));
  const Day tomorrow{std::chrono::sys_days{desk_.today()} + std::chrono::days{1}};
  const auto moved = file({.shift = testing_support::kSquare * 0.75}, "moved.geojson");
  ASSERT_TRUE(import({.layer = layer(moved, "CGCS2000"), .publish = to_iso(tomorrow)}));
  told();
  EXPECT_TRUE(assign({}).value());
  EXPECT_NE(told().find("明珠路88弄2号\tG2\tpoint\t"), std::string::npos);
  EXPECT_TRUE(assign({.day = to_iso(tomorrow)}).value());
  EXPECT_NE(told().find("明珠路88弄2号\tG1\tpoint\t"), std::string::npos);
  EXPECT_EQ(assign({.day = "soon"}).problem().code, ProblemCode::bad_date);
}

// Shows 6: what crosses itself is taken as a draft, takes effect only mended, and the mending is told.
TEST_F(GridsRegisterCommand, AShapeThatCrossesItselfIsRepairedOnlyWithConsent) {
  auto crossed = testing_support::squares({});
  auto& ring = crossed.features[1].polygons[0][0];
  std::swap(ring[1], ring[2]);
  const auto path = (folder_ / "crossed.geojson").string();
  std::ofstream(path) << formats::write_geojson(crossed.features);
  const auto refused = import({.layer = layer(path, "CGCS2000"), .publish = "today"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.problem().code, ProblemCode::layer_faulty);
  ASSERT_TRUE(import({.layer = layer(path, "CGCS2000"), .json = true}));
  EXPECT_NE(told().find(R"("faulty":1)"), std::string::npos);
  ASSERT_TRUE(import({.layer = layer(path, "CGCS2000"), .repair = true}));
  const auto lines = told();
  EXPECT_NE(lines.find("repaired\tG2\tlost_m2\t"), std::string::npos) << lines;
  EXPECT_NE(lines.find("faulty\t0\n"), std::string::npos) << lines;
}

}  // namespace grids_register_command_test
}  // namespace weige::cli
