// The whole country's table as this build made it, against itself and against lists of other years. Skips
// where data is absent.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "standards/division_history.h"
#include "standards/division_table.h"

namespace weige::standards {
namespace {

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

}  // namespace
}  // namespace weige::standards
