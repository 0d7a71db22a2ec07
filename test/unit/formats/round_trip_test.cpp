// What is written is read back the same.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "formats/csv_writer.h"
#include "formats/formula_guard.h"
#include "formats/xlsx_text.h"
#include "formats/xlsx_writer.h"
#include "support/table_rows.h"

namespace weige::formats {
namespace round_trip_test {

using Texts = std::vector<std::vector<std::string>>;
using test::read_all;

// Pieces that are trouble in one format or the other.
rc::Gen<std::string> troublesome_text() {
  const auto piece = rc::gen::element<std::string>(
      "a", "张三", "𠮷", " ", ",", ";", "\t", "\"", "\n", "\r", "=1+1", "'", "@", "-5", "\x01", "_x0041_",
      "_x", "\xEF\xBF\xBF", "<&>]]>", "0", "1E5", "＝", "\xEF\xBB\xBF");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (std::size_t i = 0; i < std::min<std::size_t>(pieces.size(), 8); ++i)
                          text += pieces[i];
                        return text;
                      });
}

rc::Gen<Texts> tables() {
  return rc::gen::container<Texts>(rc::gen::container<std::vector<std::string>>(troublesome_text()));
}

std::vector<CellValue> values(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

// A reader gives no trailing empty cells and no rows without a value.
Texts as_read(const Texts& written) {
  Texts out;
  for (auto row : written) {
    while (!row.empty() && row.back().empty()) row.pop_back();
    if (!row.empty()) out.push_back(row);
  }
  return out;
}

std::string csv_of(const Texts& rows, bool mark) {
  std::string bytes;
  CsvWriter writer([&](std::string_view piece) { bytes += piece; }, {.byte_order_mark = mark});
  for (const auto& row : rows) writer.row(values(row));
  return bytes;
}

std::string xlsx_of(const std::function<void(XlsxWriter&)>& fill) {
  const auto path =
      std::filesystem::temp_directory_path() / ("weige_round_trip_" + std::to_string(::getpid()) + ".xlsx");
  auto writer = XlsxWriter::create(path.string());
  fill(*writer);
  EXPECT_TRUE(writer->finish().ok());
  std::stringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  std::filesystem::remove(path);
  return bytes.str();
}

RC_GTEST_PROP(RoundTrip, CsvGivesBackTheRows, ()) {
  const auto rows = *tables();
  const auto table = read_all(csv_of(rows, *rc::gen::arbitrary<bool>()), {.own_export = true});
  if (!as_read(rows).empty()) RC_ASSERT(table.outcome() == "ok");
  RC_ASSERT(table.texts() == as_read(rows));
}

RC_GTEST_PROP(RoundTrip, XlsxGivesBackTheRows, ()) {
  const auto rows = *tables();
  const auto bytes = xlsx_of([&](XlsxWriter& writer) {
    RC_ASSERT(writer.sheet("名册", {}).ok());
    for (const auto& row : rows) RC_ASSERT(writer.row(values(row)).ok());
  });
  const auto table = read_all(bytes, {.formulas = FormulaCells::refuse});
  RC_ASSERT(table.outcome() == "ok");
  RC_ASSERT(table.texts() == as_read(rows));
}

RC_GTEST_PROP(FormulaGuard, IsUndoneExactly, ()) {
  const auto text = *troublesome_text();
  const auto guarded = needs_formula_guard(text) ? "'" + text : text;
  RC_ASSERT(without_formula_guard(guarded) == text);
  RC_ASSERT(guarded.empty() || std::string_view("=+-@\t\r\n").find(guarded[0]) == std::string_view::npos);
}

RC_GTEST_PROP(XlsxText, EscapesAreUndoneExactly, ()) {
  const auto text = *troublesome_text();
  auto escaped = escape_text(text);
  escaped.resize(unescape_in_place(escaped.data(), escaped.size()));
  RC_ASSERT(escaped == text);
}

TEST(CsvWriter, WritesWhatOthersCanRead) {
  std::string bytes;
  CsvWriter writer([&](std::string_view piece) { bytes += piece; });
  const std::vector<CellValue> cells{
      "=cmd|'x'!A1", "a\"b", 1.5, true, Day{std::chrono::year{2026} / 11 / 23}, std::monostate{}};
  writer.row(cells);
  EXPECT_EQ(bytes, "\xEF\xBB\xBF\"'=cmd|'x'!A1\",\"a\"\"b\",1.5,1,2026-11-23,\r\n");
}

TEST(XlsxWriter, WritesTypedCellsUnderTitledColumns) {
  const auto bytes = xlsx_of([](XlsxWriter& writer) {
    const std::vector<XlsxColumn> columns{{"姓名", 10}, {"日期", 12}, {"数", 8}, {"旧", 12}};
    ASSERT_TRUE(writer.sheet("甲", columns).ok());
    using std::chrono::year;
    const std::vector<CellValue> cells{"=1+1", Day{year{2026} / 11 / 23}, 2.5, Day{year{1899} / 1 / 2}};
    ASSERT_TRUE(writer.row(cells).ok());
    ASSERT_TRUE(writer.sheet("乙", {}).ok());
    EXPECT_FALSE(writer.sheet("乙", {}).ok());
    EXPECT_FALSE(writer.sheet("a/b", {}).ok());
  });
  const auto table = read_all(bytes, {.sheet = "甲"});
  ASSERT_EQ(table.texts(), (Texts{{"姓名", "日期", "数", "旧"}, {"=1+1", "46349", "2.5", "1899-01-02"}}));
  EXPECT_EQ(table.rows[1].kinds[1], CellKind::date);
  EXPECT_EQ(table.report->all_sheets.size(), 2u);
}

TEST(XlsxWriter, RefusesTextsThatNoCellHolds) {
  xlsx_of([](XlsxWriter& writer) {
    ASSERT_TRUE(writer.sheet("甲", {}).ok());
    const std::string longest(32'768, 'x');
    const std::vector<CellValue> cells{"a", longest};
    const auto outcome = writer.row(cells);
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.problem().place, "甲!B1");
  });
}

TEST(XlsxWriter, TellsWhenTheFileCannotBeWritten) {
  auto writer = XlsxWriter::create("/nonexistent/folder/x.xlsx");
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer->sheet("甲", {}).ok());
  EXPECT_EQ(writer->finish().problem().code, ProblemCode::file_write);
}

}  // namespace round_trip_test
}  // namespace weige::formats
