// `weige grids` as people run it: exit codes, JSON, and files, with a register and without one (A1, A2).
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "formats/geojson.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/grid_layers.h"
#include "support/program.h"
#include "support/random_folder.h"

namespace weige {
namespace grids_program_test {

namespace json = boost::json;
using testing_support::kSquare;
using testing_support::Program;
using testing_support::SquareLayer;
using testing_support::squares;

constexpr int kDone = 0, kFailed = 1, kUsage = 2, kDatabase = 3, kFound = 4;
constexpr auto kPassword = "nine lanterns 九盏灯";

struct Ended {
  int code;
  std::string out, err;
  json::object json() const { return json::parse(out).as_object(); }
};

class GridFiles {
 public:
  std::string path(const std::string& name) const { return folder_.path() / name; }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }
  std::string write(const std::string& name, const SquareLayer& layer) const {
    return write(name, formats::write_geojson(squares(layer).features));
  }
  std::string read(const std::string& name) const {
    std::ostringstream out;
    out << std::ifstream(path(name), std::ios::binary).rdbuf();
    return out.str();
  }

 private:
  test::RandomFolder folder_;
};

Ended run(std::vector<std::string> arguments, std::vector<std::string> environment) {
  arguments.insert(arguments.begin(), {WEIGE_PROGRAM, "grids"});
  Program program(std::move(arguments), std::move(environment));
  const int code = program.wait();
  return {code, program.out(), program.err()};
}
// Any look at a database would fail.
Ended without_register(std::vector<std::string> arguments) {
  return run(std::move(arguments), {"WEIGE_DB=sqlite:/nowhere/town.db"});
}

// Issue 4, shows 8.
TEST(GridsProgram, ChecksAPlainFile) {
  const GridFiles files;
  const auto good = files.write("good.geojson", SquareLayer{}),
             bad = files.write("bad.geojson", SquareLayer{.over = 0.0002});
  const auto clean = without_register({"check", good, "--datum", "CGCS2000", "--json"});
  EXPECT_EQ(clean.code, kDone) << clean.err;
  EXPECT_EQ(clean.json().at("patches").as_array().size(), 0u);
  EXPECT_EQ(clean.json().at("layer").at("members").as_int64(), 3);
  const auto found = without_register(
      {"check", bad, "--datum", "CGCS2000", "--json", "--patches", files.path("patches.geojson")});
  EXPECT_EQ(found.code, kFound) << found.err;
  EXPECT_EQ(found.err, "");
  const auto told = found.json();
  ASSERT_EQ(told.at("patches").as_array().size(), 1u);
  const auto& patch = told.at("patches").at(0);
  EXPECT_EQ(patch.at("kind").as_string(), "overlap");
  EXPECT_EQ(patch.at("members"), json::array({"G1", "G2"}));
  EXPECT_NEAR(patch.at("area_m2").to_number<double>(), 0.1 * 190.7 * 221.7, 20);
  EXPECT_EQ(formats::read_geojson(files.read("patches.geojson")).value().features.size(), 1u);
  const auto lines = without_register({"check", bad, "--datum", "CGCS2000"});
  EXPECT_EQ(lines.code, kFound);
  EXPECT_NE(lines.out.find("重叠 / overlap"), std::string::npos) << lines.out;
}

TEST(GridsProgram, RefusesAPlainFileInBothLanguages) {
  const GridFiles files;
  const auto good = files.write("good.geojson", SquareLayer{});
  const auto refused = without_register({"check", good, "--json"});
  EXPECT_EQ(refused.code, kFailed) << "nobody says the datum";
  EXPECT_EQ(refused.out, "");
  EXPECT_NE(refused.err.find("没有说明坐标系"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("The datum is not stated"), std::string::npos) << refused.err;
  EXPECT_EQ(without_register({"check", good, "--datum", "Xian 1980"}).code, kFailed);
  EXPECT_EQ(without_register({"check", files.path("none.geojson"), "--datum", "CGCS2000"}).code, kFailed);
  EXPECT_EQ(without_register({"check"}).code, kUsage);
  EXPECT_EQ(without_register({"check", good, "--datum", "CGCS2000", "--sliver", "-1"}).code, kUsage);
  EXPECT_EQ(without_register({}).code, kUsage);
  EXPECT_EQ(without_register({"dance"}).code, kUsage);
}

TEST(GridsProgram, AlignsTwoPlainFiles) {
  const GridFiles files;
  const auto grids = files.write("grids.geojson", SquareLayer{}),
             areas = files.write("areas.geojson", SquareLayer{.prefix = "Z", .shift = kSquare * 0.2});
  const auto align = [](const std::string& one, const std::string& other, bool as_json) {
    std::vector<std::string> arguments{
        "align", "--areas", one, "--areas-datum", "CGCS2000", "--grids", other, "--grids-datum", "CGCS2000"};
    if (as_json) arguments.push_back("--json");
    return without_register(arguments);
  };
  const auto same = align(grids, grids, true), other = align(areas, grids, true);
  EXPECT_EQ(same.code, kDone) << same.err;
  EXPECT_NEAR(same.json().at("one_to_one").to_number<double>(), 1, 1e-9);
  EXPECT_EQ(other.code, kFound) << other.err;
  const auto told = other.json();
  ASSERT_EQ(told.at("areas").as_array().size(), 3u);
  EXPECT_EQ(told.at("areas").at(0).at("alignment").as_string(), "shifted");
  EXPECT_EQ(told.at("areas").at(0).at("partner").as_string(), "G1");
  EXPECT_NEAR(told.at("areas").at(0).at("iou").to_number<double>(), 1 / 1.2, 1e-5);
  EXPECT_EQ(told.at("pairs").as_array().size(), 5u);
  EXPECT_NE(align(areas, grids, false).out.find("Z1: shifted, G1, IoU "), std::string::npos);
  EXPECT_EQ(without_register({"align", "--areas", areas}).code, kUsage);
}

class GridsProgramOnBoth : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    testing_support::AccessTown access(db());
    access.post(access::Role::population_office, access::kTown, access.account("office", kPassword));
    const auto town = testing_support::make_small_town(db());
    testing_support::GridDesk desk(db(), town);
    desk.add_address("明珠路88弄2号", 1);
    scratch().close();
  }
  Ended act(std::vector<std::string> arguments, const std::string& password = kPassword) {
    return run(std::move(arguments), {"WEIGE_DB=" + scratch().url(), "WEIGE_KEYS=" + scratch().key_file(),
                                      "WEIGE_LOGIN=office", "WEIGE_PASSWORD=" + password});
  }

  const GridFiles files_;
};
WEIGE_BOTH_ENGINES(GridsProgramOnBoth);

TEST_P(GridsProgramOnBoth, TakesALayerPlacesAddressesAndWritesItBack) {
  const auto sent = files_.write("grids.geojson", SquareLayer{});
  const auto taken = act({"import", sent, "--datum", "CGCS2000", "--publish", "today", "--json"});
  ASSERT_EQ(taken.code, kDone) << taken.err;
  EXPECT_EQ(taken.json().at("state").as_string(), "published");
  EXPECT_EQ(taken.json().at("members").as_int64(), 3);
  const auto assigned = act({"assign", "--json"});
  EXPECT_EQ(assigned.code, kDone) << assigned.err << assigned.out;
  std::istringstream lines(assigned.out);
  std::size_t addresses = 0;
  for (std::string line; std::getline(lines, line); ++addresses)
    EXPECT_EQ(json::parse(line).at("code").as_string(), "G2") << line;
  EXPECT_EQ(addresses, 2u) << "the lane and the house";
  EXPECT_EQ(act({"export", "--out", files_.path("back.geojson")}).code, kDone);
  const auto was = formats::read_geojson(files_.read("grids.geojson")).value(),
             back = formats::read_geojson(files_.read("back.geojson")).value();
  ASSERT_EQ(back.features.size(), was.features.size());
  for (std::size_t i = 0; i < was.features.size(); ++i)
    EXPECT_EQ(back.features[i].polygons, was.features[i].polygons);
}

TEST_P(GridsProgramOnBoth, TellsByItsExitCodeWhatWasWrong) {
  EXPECT_EQ(act({"assign"}).code, kUsage) << "no layer of this kind yet";
  // The grids end west of the house.
  const auto west = files_.write("west.geojson", SquareLayer{.columns = 1});
  ASSERT_EQ(act({"import", west, "--datum", "CGCS2000", "--publish", "today"}).code, kDone);
  const auto outside = act({"assign"});
  EXPECT_EQ(outside.code, kFound) << "the house falls nowhere";
  EXPECT_NE(outside.out.find("\toutside"), std::string::npos) << outside.out;
  EXPECT_EQ(act({"import", west}).code, kFailed) << "no datum";
  EXPECT_EQ(act({"import", west, "--datum", "CGCS2000", "--kind", "moons"}).code, kUsage);
  EXPECT_EQ(act({"import"}).code, kUsage);
  EXPECT_EQ(act({"export"}).code, kUsage);
  EXPECT_EQ(act({"assign"}, "a guess").code, kFailed);
  EXPECT_EQ(without_register({"assign"}).code, kDatabase);
}

}  // namespace grids_program_test
}  // namespace weige
