// What an export's file looks like: titles that an import finds, names for codes, masked numbers, no
// formulas.
#include "registry/export.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/temporary_file.h"
#include "registry/export_file.h"
#include "support/table_rows.h"

namespace weige::registry {
namespace export_test {

const ExportColumn& column(TownFile kind, std::string_view field) {
  for (const auto& each : export_columns(kind))
    if (each.field == field) return each;
  throw std::logic_error("no such column");
}

TEST(ExportColumns, AreNamedSoThatAnImportIsSureOfThem) {
  for (const auto kind : kTownFiles) {
    std::set<std::string_view> fields;
    std::vector<std::string> titles;
    for (const auto& each : export_columns(kind)) {
      EXPECT_TRUE(fields.insert(each.field).second) << each.field;
      titles.emplace_back(each.title(kind));
      const auto guess = guess_field(kind, each.title(kind));
      ASSERT_TRUE(guess) << each.field;
      EXPECT_EQ(guess->field, each.field);
      EXPECT_TRUE(guess->sure);
    }
    EXPECT_EQ(guess_kind(titles), kind);
  }
}

TEST(ExportCells, AreNamesForCodesAndMaskedNumbers) {
  const auto& number = column(TownFile::residents, "document_number");
  EXPECT_EQ(shown(number, "999000199001011237", Numbers::masked), "999000**********37");
  EXPECT_EQ(shown(number, "999000199001011237", Numbers::full), "999000199001011237");
  EXPECT_EQ(shown(column(TownFile::residents, "phone"), "19900000001", Numbers::masked), "199****0001");
  EXPECT_EQ(shown(column(TownFile::addresses, "owner_phone"), "19900000001", Numbers::masked), "199****0001");
  EXPECT_EQ(shown(column(TownFile::organisations, "contact_phone"), "19900000001", Numbers::masked),
            "199****0001");
  EXPECT_EQ(shown(column(TownFile::residents, "sex"), "female", Numbers::masked), "女");
  const auto labels = shown(column(TownFile::addresses, "labels"), "let,overcrowded_let", Numbers::masked);
  EXPECT_NE(labels.find("、"), std::string::npos) << labels;
}

TEST(ExportColumns, OfAFileAreThoseThatItsPurposeShows) {
  for (const auto kind : kTownFiles) {
    std::vector<std::string> titles;
    const auto places = shown_columns(kind, access::Purpose::data_quality);
    for (const auto place : places) {
      const auto& each = export_columns(kind)[place];
      EXPECT_FALSE(each.field.ends_with("phone")) << each.field;
      titles.emplace_back(each.title(kind));
    }
    EXPECT_LT(places.size(), export_columns(kind).size());
    EXPECT_EQ(guess_kind(titles), kind) << "an import knows it still";
    EXPECT_EQ(shown_columns(kind, access::Purpose::door_check).size(), export_columns(kind).size());
  }
}

TEST(ExportName, SpeaksAndIsAFilesName) {
  const Day day = *parse_iso_day("2026-11-28");
  EXPECT_EQ(export_file_name("徐泾镇", TownFile::residents, day, ExportFormat::xlsx),
            "徐泾镇-实有人口-2026-11-28.xlsx");
  EXPECT_EQ(export_file_name("a/b\"c", TownFile::addresses, day, ExportFormat::csv),
            "a_b_c-标准地址-2026-11-28.csv");
}

// Two addresses: texts that spreadsheets would run, separators, quotes, lines, leading zeros, rare signs.
std::vector<ExportRow> rows() {
  std::vector<ExportRow> out;
  for (const char* owner : {"=1+2", "'@x\n\"乙\", 丙;", "007", "𠮷田·阿依"}) {
    ExportRow row{.id = static_cast<std::int64_t>(out.size()) + 1};
    row.values = {"上海市青浦区徐泾镇明珠路88弄3号",
                  "北居委会",
                  "home",
                  "let",
                  owner,
                  "19900000001",
                  std::nullopt,
                  std::nullopt,
                  "5",
                  "121.25",
                  "31.17",
                  "wgs84"};
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<std::vector<std::string>> written(ExportFormat format) {
  const auto file = TemporaryFile::make("", "test");
  auto out = ExportFile::create(file->path(), {TownFile::addresses, format, Numbers::full},
                                access::Purpose::data_correction);
  EXPECT_TRUE(out.ok());
  for (const auto& row : rows()) EXPECT_TRUE(out->row(row).ok());
  EXPECT_TRUE(out->finish().ok());
  std::ostringstream bytes;
  bytes << std::ifstream(file->path(), std::ios::binary).rdbuf();
  EXPECT_TRUE(format == ExportFormat::xlsx || bytes.str().find(",=1+2") == std::string::npos);
  return test::read_all(bytes.str(), {.own_export = true}).texts();
}

class ExportFiles : public testing::TestWithParam<ExportFormat> {};

TEST_P(ExportFiles, GiveBackEveryTextAsItWas) {
  const auto table = written(GetParam());
  ASSERT_EQ(table.size(), rows().size() + 1);
  const auto owner = 4u;
  EXPECT_EQ(table[0][owner], "房东姓名");
  for (std::size_t i = 0; i < rows().size(); ++i) {
    EXPECT_EQ(table[i + 1][owner], *rows()[i].values[owner]);
    EXPECT_EQ(table[i + 1][0], *rows()[i].values[0]);
    EXPECT_EQ(std::stod(table[i + 1][9]), 121.25);
  }
}

INSTANTIATE_TEST_SUITE_P(Both, ExportFiles, testing::Values(ExportFormat::xlsx, ExportFormat::csv),
                         [](const auto& made) { return std::string(code(made.param)); });

TEST(ExportFiles, AreRefusedWhereNothingCanBeWritten) {
  const auto made =
      ExportFile::create("/nowhere/at/all.csv", {.format = ExportFormat::csv}, access::Purpose::data_quality);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.problem().code, ProblemCode::file_write);
}

}  // namespace export_test
}  // namespace weige::registry
