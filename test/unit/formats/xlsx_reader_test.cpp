#include "formats/xlsx_reader.h"

#include <gtest/gtest.h>

#include "support/table_rows.h"
#include "support/xlsx_builder.h"

namespace weige::formats {
namespace xlsx_reader_test {

using Rows = std::vector<std::vector<std::string>>;
using test::read_all;
using test::XlsxBuilder;

Cell first_cell(const std::string& bytes) {
  Cell found;
  static std::string text;  // keeps the view alive
  const auto report = read_table(MemorySource(bytes), {}, [&](const RowView& row) {
    found = row.cells[0];
    text = found.text;
    found.text = text;
    return Next::stop;
  });
  EXPECT_TRUE(report.ok());
  return found;
}

TEST(XlsxReader, ReadsEveryKindOfCell) {
  const auto table =
      read_all(XlsxBuilder()
                   .rows(R"(<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2"><v>1.50</v></c>)"
                         R"(<c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c>)"
                         R"(<c r="F2" t="str"><f>A1</f><v>x</v></c><c r="G2" s="1"><v>45000</v></c></row>)")
                   .finish());
  ASSERT_EQ(table.outcome(), "ok");
  EXPECT_EQ(table.rows[0].number, 2u);
  EXPECT_EQ(table.texts(), (Rows{{"乙", "", "1.50", "1", "#N/A", "x", "45000"}}));
  using enum CellKind;
  EXPECT_EQ(table.rows[0].kinds, (std::vector{text, empty, number, boolean, error, text, date}));
}

TEST(XlsxReader, ReadsInlineRichAndEscapedText) {
  const auto table = read_all(
      XlsxBuilder()
          .shared_strings("<si><r><t>明</t></r><r><rPr><b/></rPr><t>珠</t></r><rPh><t>zhu</t></rPh></si>")
          .rows(R"(<row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r></is></c>)"
                R"(<c t="inlineStr"><is><t>x_x000D_y_x005F_x0041_</t></is></c></row>)")
          .finish());
  EXPECT_EQ(table.texts(), (Rows{{"明珠", "a b", "x\ry_x0041_"}}));
}

TEST(XlsxReader, TakesPrefixedNamesAndMissingReferences) {
  auto builder = XlsxBuilder().part(
      "xl/worksheets/sheet1.xml",
      R"(<x:worksheet xmlns:x="m"><x:sheetData><x:row r="3"><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>)"
      R"(<x:row><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>)");
  const auto table = read_all(builder.finish());
  EXPECT_EQ(table.texts(), (Rows{{"1", "2"}, {"3"}}));
  EXPECT_EQ(table.rows[1].number, 4u);
}

TEST(XlsxReader, CountsDatesFrom1900And1904) {
  const std::string row = R"(<row><c s="2"><v>43000.75</v></c></row>)";
  EXPECT_EQ(day_of(first_cell(XlsxBuilder().rows(row).finish())), Day{std::chrono::year{2017} / 9 / 22});
  const auto mac = first_cell(XlsxBuilder().date_1904().rows(row).finish());
  EXPECT_EQ(mac.date_system, DateSystem::from_1904);
  EXPECT_EQ(day_of(mac), Day{std::chrono::year{2021} / 9 / 23});
}

TEST(XlsxReader, KnowsTheDayThatNeverWas) {
  const auto day = [](double serial) { return day_of({.kind = CellKind::date, .number = serial}); };
  EXPECT_EQ(day(59), Day{std::chrono::year{1900} / 2 / 28});
  EXPECT_EQ(day(60), std::nullopt);
  EXPECT_EQ(day(61), Day{std::chrono::year{1900} / 3 / 1});
  EXPECT_EQ(day(2'958'465), Day{std::chrono::year{9999} / 12 / 31});
  EXPECT_EQ(day(3e9), std::nullopt);
  EXPECT_EQ(day(-1), std::nullopt);
}

TEST(XlsxReader, FlagsAnIdNumberStoredAsANumber) {
  const auto cell = first_cell(XlsxBuilder().rows("<row><c><v>3.1010119900307E+17</v></c></row>").finish());
  EXPECT_EQ(cell.kind, CellKind::number);
  EXPECT_TRUE(digits_lost(cell));
  EXPECT_FALSE(digits_lost(first_cell(XlsxBuilder().rows("<row><c><v>13800138000</v></c></row>").finish())));
}

TEST(XlsxReader, FormulasGiveTheirCachedValueOrAreRefused) {
  const auto bytes =
      XlsxBuilder()
          .rows(R"(<row><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>X</f><v/></c></row>)")
          .finish();
  ReadOptions options;
  EXPECT_EQ(read_all(bytes, options).texts(), (Rows{{"", "2", ""}}));
  options.formulas = FormulaCells::refuse;
  EXPECT_EQ(read_all(bytes, options).outcome(), "cell-formula @ Sheet1!B1");
}

TEST(XlsxReader, ReportsMergedCells) {
  const auto table =
      read_all(XlsxBuilder().rows("", R"(<mergeCells><mergeCell ref="A1:C2"/></mergeCells>)").finish());
  ASSERT_EQ(table.outcome(), "ok");
  EXPECT_EQ(table.report->sheets[0].merged, (std::vector<CellRange>{{1, 2, 1, 3}}));
}

TEST(XlsxReader, ReadsVisibleSheetsOrTheOneAskedFor) {
  auto builder =
      XlsxBuilder()
          .part("xl/workbook.xml",
                R"(<workbook xmlns:r="x"><sheets><sheet name="甲" sheetId="1" state="hidden" r:id="r1"/>)"
                R"(<sheet name="乙" sheetId="2" r:id="r4"/></sheets></workbook>)")
          .part("xl/_rels/workbook.xml.rels",
                R"(<Relationships><Relationship Id="r1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>)"
                R"(<Relationship Id="r4" Type="t/worksheet" Target="../xl/b.xml"/></Relationships>)")
          .part("xl/b.xml", "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>")
          .rows("<row><c><v>1</v></c></row>");
  ReadOptions options;
  EXPECT_EQ(read_all(builder.finish(), options).texts(), (Rows{{"2"}}));
  options.sheet = "甲";
  EXPECT_EQ(read_all(builder.finish(), options).texts(), (Rows{{"1"}}));
  options.sheet = "丙";
  EXPECT_EQ(read_all(builder.finish(), options).outcome(), "sheet-missing @ 丙");
  const auto sheets = list_sheets(MemorySource(builder.finish()), {});
  EXPECT_EQ(*sheets, (std::vector<SheetInfo>{{"甲", true}, {"乙", false}}));
}

TEST(XlsxReader, StopsWhenTheSinkHasEnough) {
  const auto bytes =
      XlsxBuilder().rows("<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row r='0'/>").finish();
  int rows = 0;
  const auto report = read_table(MemorySource(bytes), {}, [&](const RowView&) { return ++rows, Next::stop; });
  EXPECT_TRUE(report.ok() && report->stopped);
  EXPECT_EQ(rows, 1);
}

}  // namespace xlsx_reader_test
}  // namespace weige::formats
