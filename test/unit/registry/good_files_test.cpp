// Unusual files that are in order are accepted, and every cell is what the table holds that they were made
// from.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "support/good_files.h"
#include "support/read_uploads.h"

namespace weige {
namespace good_files_test {

using test::GoodFamily;
using test::TextTable;

// What was read, titles first, when there is one sheet with a header.
TextTable table_of(const test::ReadUpload& read) {
  if (!read.sheets || read.sheets->size() != 1) return {};
  TextTable table(1);
  for (const auto& column : read.sheets->front().columns) table.front().push_back(column.title);
  table.insert(table.end(), read.rows.begin(), read.rows.end());
  return table;
}

void expect_table(const std::string& family, std::string_view bytes, const TextTable& expected) {
  const auto read = test::read_as_upload(bytes);
  test::tell_file_check(family, read);
  ASSERT_TRUE(read.sheets.ok()) << catalogue_entry(read.sheets.problem().code).code << " at "
                                << read.sheets.problem().place;
  EXPECT_TRUE(read.sheets->front().dropped_columns.empty());
  EXPECT_EQ(table_of(read), expected);
}

class GoodFiles : public testing::TestWithParam<GoodFamily> {};

TEST_P(GoodFiles, AreReadAsTheyAre) {
  for (std::uint32_t seed = 1; seed <= test::files_per_family("WEIGE_GOOD_FILES"); ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const auto file = GetParam().build(seed);
    expect_table("good " + GetParam().name, file.bytes, file.table);
  }
}

INSTANTIATE_TEST_SUITE_P(Quirks, GoodFiles, testing::ValuesIn(test::good_families()),
                         [](const auto& test) { return test.param.name; });

// Files of real programs: test/data/real_files/manifest.tsv (tools/files/make_real_files.py).

struct RealFile {
  std::string name, program, expected;
};

std::string folder() {
  const char* source = std::getenv("WEIGE_SOURCE_DIR");
  return std::string(source ? source : ".") + "/test/data/real_files/";
}

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

// Line ends within a cell are written as \n.
TextTable tsv(const std::string& path) {
  TextTable table;
  std::istringstream lines(content(path));
  for (std::string line; std::getline(lines, line);) {
    for (auto at = line.find("\\n"); at != line.npos; at = line.find("\\n", at)) line.replace(at, 2, "\n");
    auto& row = table.emplace_back();
    for (std::size_t from = 0, end = 0; end != line.npos; from = end + 1) {
      end = line.find('\t', from);
      row.push_back(line.substr(from, end == line.npos ? end : end - from));
    }
  }
  return table;
}

std::vector<RealFile> real_files() {
  std::vector<RealFile> files;
  for (const auto& row : tsv(folder() + "manifest.tsv"))
    if (row.front() != "file") files.push_back({row.at(0), row.at(1), row.at(3)});
  return files;
}

TEST(RealFiles, AreReadAsTheyAre) {
  for (const auto& file : real_files()) {
    SCOPED_TRACE(file.name + " of " + file.program);
    expect_table("real " + file.program.substr(0, file.program.find(' ')), content(folder() + file.name),
                 tsv(folder() + "expected/" + file.expected + ".tsv"));
  }
}

TEST(RealFiles, AreAtLeastFortyOfFourPrograms) {
  std::set<std::string> programs;
  for (const auto& file : real_files()) programs.insert(file.program.substr(0, file.program.find(' ')));
  EXPECT_GE(real_files().size(), 40u);
  EXPECT_GE(programs.size(), 4u);
}

}  // namespace good_files_test
}  // namespace weige
