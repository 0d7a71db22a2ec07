// Files that are wrong on purpose: each must be refused with its own words, and never read as fewer or other
// rows.
#include <gtest/gtest.h>

#include <random>

#include "support/table_rows.h"
#include "support/xlsx_builder.h"

namespace weige::formats {
namespace xlsx_hostile_test {

using test::read_all;
using test::XlsxBuilder;
using test::ZipBuilder;
using namespace std::string_literals;

std::string outcome_of_rows(const std::string& rows) {
  return read_all(XlsxBuilder().rows(rows).finish()).outcome();
}

TEST(XlsxHostile, BadCellsAreRefusedAtTheirPlace) {
  EXPECT_EQ(outcome_of_rows(R"(<row r="12"><c r="C12" t="s"><v>2</v></c></row>)"),
            "cell-text-missing @ Sheet1!C12");
  EXPECT_EQ(outcome_of_rows(R"(<row><c t="s"><v>-1</v></c></row>)"), "cell-damaged @ Sheet1!A1");
  EXPECT_EQ(outcome_of_rows(R"(<row><c t="s"><v>18446744073709551617</v></c></row>)"),
            "cell-damaged @ Sheet1!A1");
  EXPECT_EQ(outcome_of_rows(R"(<row><c><v>abc</v></c></row>)"), "cell-damaged @ Sheet1!A1");
  EXPECT_EQ(outcome_of_rows(R"(<row><c><v>1e999</v></c></row>)"), "cell-damaged @ Sheet1!A1");
  EXPECT_EQ(outcome_of_rows(R"(<row><c s="9"><v>1</v></c></row>)"), "cell-damaged @ Sheet1!A1");
  EXPECT_EQ(outcome_of_rows(R"(<row><c t="zz"><v>1</v></c></row>)"), "cell-damaged @ Sheet1!A1");
}

TEST(XlsxHostile, RowsAndCellsOutOfOrderAreRefused) {
  EXPECT_EQ(outcome_of_rows(R"(<row r="2"/><row r="2"/>)"), "cell-misplaced @ Sheet1!2");
  EXPECT_EQ(outcome_of_rows(R"(<row r="1048577"/>)"), "table-rows @ Sheet1!1048577");
  EXPECT_EQ(outcome_of_rows(R"(<row r="-5"/>)"), "cell-damaged @ Sheet1!1");
  EXPECT_EQ(outcome_of_rows(R"(<row><c r="B1"/><c r="B1"/></row>)"), "cell-misplaced @ Sheet1!B1");
  EXPECT_EQ(outcome_of_rows(R"(<row><c r="A7"/></row>)"), "cell-misplaced @ Sheet1!A1");
}

TEST(XlsxHostile, AMillionColumnsAreRefused) {
  EXPECT_EQ(outcome_of_rows(R"(<row><c r="BDWGN1"><v>1</v></c></row>)"), "table-columns @ Sheet1!BDWGN1");
  EXPECT_EQ(outcome_of_rows(R"(<row><c r="XFE1"><v>1</v></c></row>)"), "table-columns @ Sheet1!XFE1");
  std::string cells;
  for (int i = 0; i < 1'000'000; ++i) cells += "<c/>";
  ReadOptions options;
  options.limits.compression_ratio = 2'000;
  const auto bytes = XlsxBuilder().rows("<row>" + cells + "</row>").finish();
  EXPECT_EQ(read_all(bytes, options).outcome(), "table-columns @ Sheet1!XFE1");
}

TEST(XlsxHostile, LimitsOfRowsCellsAndLengthHold) {
  ReadOptions options;
  options.limits.rows = 1;
  const auto two = XlsxBuilder().rows("<row><c><v>1</v></c></row><row><c><v>1</v></c></row>").finish();
  EXPECT_EQ(read_all(two, options).outcome(), "table-rows @ Sheet1!2");
  options = {};
  options.limits.cells = 20'000;
  const auto gaps = XlsxBuilder()
                        .rows(R"(<row><c r="XFD1"><v>1</v></c></row><row><c r="XFD2"><v>1</v></c></row>)")
                        .finish();
  EXPECT_EQ(read_all(gaps, options).outcome(), "table-cells @ Sheet1!XFD2");
  options = {};
  options.limits.cell_bytes = 3;
  const auto longer = XlsxBuilder().rows(R"(<row><c t="str"><v>1234</v></c></row>)").finish();
  EXPECT_EQ(read_all(longer, options).outcome(), "cell-too-long @ Sheet1!A1");
}

TEST(XlsxHostile, DocumentTypesAndDeepNestingAreRefused) {
  const auto sheet = [](const std::string& xml) {
    return read_all(XlsxBuilder().part("xl/worksheets/sheet1.xml", xml).finish()).outcome();
  };
  EXPECT_EQ(sheet("<!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet><sheetData/></worksheet>"),
            "file-doctype @ xl/worksheets/sheet1.xml");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(sheet(deep), "file-nesting @ xl/worksheets/sheet1.xml");
  std::string noise(10'000'000, ' ');
  std::minstd_rand random(1);
  for (char& c : noise) c = static_cast<char>('a' + random() % 26);
  EXPECT_EQ(sheet("<a b='" + noise), "file-unsafe xml-memory @ xl/worksheets/sheet1.xml");
}

TEST(XlsxHostile, BrokenXmlTellsPartAndLine) {
  EXPECT_EQ(outcome_of_rows("<row>\n<c></row>"), "file-damaged @ xl/worksheets/sheet1.xml:2");
  const auto cut = XlsxBuilder().part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>").finish();
  EXPECT_EQ(read_all(cut).outcome(), "file-damaged @ xl/worksheets/sheet1.xml:1");
}

TEST(XlsxHostile, MissingPartsAreNamed) {
  for (const auto* part : {"[Content_Types].xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml",
                           "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}) {
    const auto table = read_all(XlsxBuilder().part(part, "").finish());
    ASSERT_EQ(table.outcome(), "file-part-missing") << part;
    EXPECT_EQ(table.report.problem().args[0].value, part);
  }
  EXPECT_EQ(read_all(XlsxBuilder().part("xl/_rels/workbook.xml.rels", "<Relationships/>").finish()).outcome(),
            "file-part-missing @ Sheet1");
}

TEST(XlsxHostile, OtherPackagesAreNotTables) {
  const auto open_document = [](const std::string& kind) {
    return read_all(ZipBuilder().add("mimetype", "application/vnd.oasis.opendocument." + kind).finish())
        .outcome();
  };
  EXPECT_EQ(open_document("spreadsheet"), "file-open-document");
  EXPECT_EQ(open_document("text"), "file-document");
  EXPECT_EQ(read_all(ZipBuilder().add("a.xlsx", "x").finish()).outcome(), "file-archive");
  EXPECT_EQ(read_all(ZipBuilder().add("Index/Tables/DataList.iwa", "x").finish()).outcome(), "file-kind");
  const auto office = [](const std::string& target) {
    const auto relation = "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='" + target +
                          "'/></Relationships>";
    return read_all(XlsxBuilder().part("_rels/.rels", relation).part(target, "<x/>").finish()).outcome();
  };
  EXPECT_EQ(office("word/document.xml"), "file-document");
  EXPECT_EQ(office("ppt/presentation.xml"), "file-document");
  EXPECT_EQ(office("xl/workbook.bin"), "file-binary-workbook");
}

TEST(XlsxHostile, FormulasThatWereNeverComputedAreRefused) {
  EXPECT_EQ(outcome_of_rows("<row><c><f>NOW()</f></c></row>"), "cell-formula @ Sheet1!A1");
  EXPECT_EQ(outcome_of_rows("<row><c><f>NOW()</f><v/></c></row>"), "cell-formula @ Sheet1!A1");
  EXPECT_EQ(outcome_of_rows("<row><c t='str'><f>A2</f><v></v></c></row>"), "ok");
  EXPECT_EQ(outcome_of_rows("<row><c><f>1+1</f><v>2</v></c></row>"), "ok");
}

TEST(XlsxHostile, MergedCellsAreBounded) {
  ReadOptions options;
  options.limits.merges = 2;
  const auto with = [&](int merges) {
    std::string ranges;
    for (int i = 0; i < merges; ++i) ranges += "<mergeCell ref='A1:B2'/>";
    return read_all(XlsxBuilder().rows("", "<mergeCells>" + ranges + "</mergeCells>").finish(), options)
        .outcome();
  };
  EXPECT_EQ(with(2), "ok");
  EXPECT_EQ(with(3), "table-merges @ Sheet1");
}

TEST(XlsxHostile, MacrosAreRefused) {
  EXPECT_EQ(read_all(XlsxBuilder().part("xl/vbaProject.bin", "x").finish()).outcome(), "file-macros");
  const auto types =
      R"(<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>)";
  EXPECT_EQ(read_all(XlsxBuilder().part("[Content_Types].xml", types).finish()).outcome(), "file-macros");
}

TEST(XlsxHostile, OldAndEncryptedFilesAreToldApart) {
  std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(504, '\0');
  ole[30] = 9;
  EXPECT_EQ(read_all(ole).outcome(), "file-old-excel");
  ole += "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s;
  EXPECT_EQ(read_all(ole).outcome(), "file-encrypted");
  EXPECT_EQ(read_all(XlsxBuilder().zip().add("x", "y", {.flags = 1}).finish()).outcome(), "file-encrypted");
}

TEST(XlsxHostile, ZipBombsAreRefusedBeforeInflating) {
  const std::string zeros(50'000'000, ' ');
  EXPECT_EQ(read_all(XlsxBuilder().part("xl/bomb.xml", zeros).finish()).outcome(), "file-expands");
  ReadOptions options;
  options.limits.entry_bytes = 1'000;
  EXPECT_EQ(read_all(XlsxBuilder().part("a", std::string(1'001, 'x')).finish(), options).outcome(),
            "file-expands");
  options = {};
  options.limits.unpacked_bytes = 5'000;
  EXPECT_EQ(read_all(XlsxBuilder().part("a", std::string(4'999, 'x')).finish(), options).outcome(),
            "file-expands");
  options = {};
  options.limits.zip_entries = 3;
  EXPECT_EQ(read_all(XlsxBuilder().finish(), options).outcome(), "file-parts");
}

TEST(XlsxHostile, SharedStringsAreBounded) {
  ReadOptions options;
  options.limits.shared_string_bytes = 100;
  std::string items;
  for (int i = 0; i < 13; ++i) items += "<si/>";
  EXPECT_EQ(read_all(XlsxBuilder().shared_strings(items).finish(), options).outcome(), "table-texts");
}

TEST(XlsxHostile, EntriesThatOverlapOrRepeatAreRefused) {
  const std::string content = "<worksheet/>";
  auto overlapping = ZipBuilder().add("a.xml", content);
  overlapping.add_directory_only("b.xml", content, {.header_offset = 0});
  const auto outcome = read_all(overlapping.finish()).outcome();
  EXPECT_EQ(outcome, "file-overlap");
  EXPECT_EQ(read_all(ZipBuilder().add("a", "1").add("A", "2").finish()).outcome(),
            "file-unsafe duplicate-entry");
}

TEST(XlsxHostile, PathsThatLeaveThePackageAreRefused) {
  for (const auto* name : {"/etc/passwd", "../x", "a/../../x", "C:\\x", "a\\b", "a/.."})
    EXPECT_EQ(read_all(XlsxBuilder().zip().add(name, "x").finish()).outcome(), "file-unsafe entry-name")
        << name;
  EXPECT_EQ(read_all(XlsxBuilder().zip().add(std::string(300, 'a'), "x").finish()).outcome(),
            "file-unsafe entry-name");
}

TEST(XlsxHostile, SizesThatLieAreRefused) {
  const auto with = [](const test::ZipLies& lies) {
    return read_all(XlsxBuilder()
                        .part("xl/styles.xml", "")
                        .zip()
                        .add("xl/styles.xml", "<styleSheet/>", lies)
                        .finish())
        .outcome();
  };
  EXPECT_EQ(with({.packed_size = 0xFFFFFFFF}), "file-damaged");
  EXPECT_EQ(with({.packed_size = 0x80000000}), "file-damaged");
  EXPECT_EQ(with({.unpacked_size = 0xFFFFFFFE}), "file-expands");
  EXPECT_EQ(with({.unpacked_size = 5}), "file-damaged");
  EXPECT_EQ(with({.unpacked_size = 500}), "file-damaged");
  EXPECT_EQ(with({.crc = 1}), "file-damaged");
  EXPECT_EQ(with({}), "ok");
}

TEST(XlsxHostile, TruncatedFilesAreRefusedWhereverTheyEnd) {
  const auto whole = XlsxBuilder().rows("<row><c><v>1</v></c></row>").finish();
  for (std::size_t size = 4; size < whole.size(); size += 13)
    EXPECT_EQ(read_all(whole.substr(0, size)).outcome(), "file-truncated") << size;
}

TEST(XlsxHostile, ADirectoryThatClaimsMoreEntriesIsRefused) {
  EXPECT_EQ(read_all(XlsxBuilder().zip().finish(60)).outcome(), "file-damaged");
}

}  // namespace xlsx_hostile_test
}  // namespace weige::formats
