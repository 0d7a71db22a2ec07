#include <gtest/gtest.h>

#include "support/table_rows.h"

namespace weige::formats {
namespace csv_reader_test {

using Rows = std::vector<std::vector<std::string>>;
using test::read_all;
using namespace std::string_literals;

std::string utf16(std::u16string_view text, bool little) {
  std::string out = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    out += little ? std::string{low, high} : std::string{high, low};
  }
  return out;
}

const std::string kGb18030 =
    "\xD0\xD5\xC3\xFB,\xB5\xD8\xD6\xB7\n\xD5\xC5\xC8\xFD,\xC3\xF7\xD6\xE9\xC2\xB7\n";  // 姓名,地址 /
                                                                                       // 张三,明珠路

TEST(CsvReader, ReadsUtf8WithAndWithoutMark) {
  for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
    const auto table = read_all(mark + "姓名,地址\n张三,明珠路\n");
    EXPECT_EQ(table.texts(), (Rows{{"姓名", "地址"}, {"张三", "明珠路"}}));
    EXPECT_EQ(table.report->format, "utf-8");
  }
}

TEST(CsvReader, ReadsUtf16OfBothOrdersWithCharactersBeyondTheBasicPlane) {
  for (const bool little : {true, false}) {
    const auto table = read_all(utf16(u"姓名,地址\n𠮷田,路\n", little));
    EXPECT_EQ(table.texts(), (Rows{{"姓名", "地址"}, {"𠮷田", "路"}}));
  }
}

TEST(CsvReader, KeepsACharacterWholeThatLiesOnTheEdgeOfAPiece) {
  std::u16string text(32766, u'a');
  text += u"𠮷𠮷,x\n";
  EXPECT_EQ(read_all(utf16(text, true)).texts(), (Rows{{std::string(32766, 'a') + "𠮷𠮷", "x"}}));
  const std::string utf8 = std::string(65535, 'a') + "路,x\n";
  EXPECT_EQ(read_all(utf8).texts(), (Rows{{std::string(65535, 'a') + "路", "x"}}));
}

TEST(CsvReader, ReadsGb18030IncludingFourByteCharacters) {
  const auto table = read_all(kGb18030 + "\x95\x32\x82\x36,x\n");
  EXPECT_EQ(table.texts(), (Rows{{"姓名", "地址"}, {"张三", "明珠路"}, {"𠀀", "x"}}));
  EXPECT_EQ(table.report->format, "gb18030");
}

TEST(CsvReader, TakesTheMarkOfGb18030Away) {
  const auto table = read_all("\x84\x31\x95\x33" + kGb18030);
  EXPECT_EQ(table.texts(), (Rows{{"姓名", "地址"}, {"张三", "明珠路"}}));
}

TEST(CsvReader, LeavesPrivateUseVariantsOfGb18030AsTheyAre) {
  EXPECT_EQ(read_all(kGb18030 + "\xA6\xD9,x\n").texts().back().front(), "\xEE\x9E\x8D");  // U+E78D
}

TEST(CsvReader, TellsWhereTheEncodingBreaks) {
  EXPECT_EQ(read_all(kGb18030 + "a,\xFF\xFF\n").outcome(), "csv-encoding @ B3");
  const std::string mostly_utf8 = "姓名,地址,电话,备注\n张三,明珠路八十八弄,\xE5\xBC,x\n";
  EXPECT_EQ(read_all(mostly_utf8).outcome(), "csv-encoding @ C2");
  EXPECT_EQ(read_all(utf16(u"a,b\n", true) + "\x00\xDC"s).outcome(), "csv-encoding @ A2");
}

TEST(CsvReader, RefusesBytesThatAreNoText) {
  EXPECT_EQ(read_all("a,b\0c"s).outcome(), "file-kind");
  EXPECT_EQ(read_all("").outcome(), "file-empty");
}

TEST(CsvReader, RefusesOtherKindsByTheirName) {
  const std::pair<std::string, const char*> files[] = {{"%PDF-1.7", "file-pdf"},
                                                       {"GIF89a", "file-image"},
                                                       {"II*\0"s, "file-image"},
                                                       {"Rar!\x1A\x07", "file-archive"},
                                                       {"\x1F\x8B\x08", "file-archive"},
                                                       {"\xEF\xBB\xBF \n<TABLE>", "file-markup"},
                                                       {"<?xml version='1.0'?>", "file-markup"},
                                                       {"MIME-Version: 1.0", "file-markup"},
                                                       {"\xFF\xFE\0\0a\0\0\0"s, "csv-encoding"}};
  for (const auto& [bytes, code] : files) EXPECT_EQ(read_all(bytes).outcome(), code) << bytes;
  EXPECT_EQ(read_all("<3,b\n").outcome(), "ok");
}

TEST(CsvReader, RefusesMarksAndBlanksAsEmpty) {
  for (const std::string text : {"\xEF\xBB\xBF", "\xFF\xFE", "\n\r\n", ",,\n,"})
    EXPECT_EQ(read_all(text).outcome(), "file-empty");
}

TEST(CsvReader, FindsTheSeparator) {
  const std::pair<std::string, char> files[] = {
      {"a,b\n1,2\n", ','}, {"a;b\n1,5;2,5\n", ';'},           {"a\tb\n1\t2\n", '\t'},
      {"a\n1\n", ','},     {"\"x,y,z\";b\n\"1,2\";c\n", ';'}, {"sep=;\r\na;b,c,d\n1;2,c,d\n", ';'}};
  for (const auto& [text, separator] : files) EXPECT_EQ(read_all(text).report->separator, separator) << text;
}

TEST(CsvReader, ReadsQuotesWithSeparatorsQuotesAndNewlinesInside) {
  EXPECT_EQ(read_all("\"a,\"\"b\"\"\r\nc\",d\r\n\"\",e\r\n").texts(),
            (Rows{{"a,\"b\"\r\nc", "d"}, {"", "e"}}));
  EXPECT_EQ(read_all("5\" pipe,b\n").texts(), (Rows{{"5\" pipe", "b"}}));
}

TEST(CsvReader, TakesAnyLineEndAndCountsBlankRecords) {
  for (const std::string end : {"\n", "\r", "\r\n"}) {
    const auto table = read_all("a,b" + end + end + "c,d" + end + ",," + end + "e");
    ASSERT_EQ(table.rows.size(), 3u);
    EXPECT_EQ(table.rows[1].number, 3u);
    EXPECT_EQ(table.rows[2].number, 5u);
    EXPECT_EQ(table.rows[2].texts, std::vector<std::string>{"e"});
  }
}

TEST(CsvReader, PointsAtQuotesThatDoNotPair) {
  EXPECT_EQ(read_all("a,b\nc,\"d\n").outcome(), "csv-quotes @ B2");
  EXPECT_EQ(read_all("a,b\n\"c\"d,e\n").outcome(), "csv-quotes @ A2");
}

TEST(CsvReader, KeepsItsLimits) {
  ReadOptions options;
  options.limits.rows = 2;
  options.limits.columns = 3;
  options.limits.cell_bytes = 4;
  EXPECT_EQ(read_all("a\nb\nc\n", options).outcome(), "table-rows @ 3");
  EXPECT_EQ(read_all("a,b,c,d\n", options).outcome(), "table-columns @ D1");
  EXPECT_EQ(read_all("a,12345\n", options).outcome(), "cell-too-long @ B1");
  options.limits.file_bytes = 5;
  EXPECT_EQ(read_all("a,b,c\n", options).outcome(), "file-too-large");
}

TEST(CsvReader, RefusesAMillionColumns) {
  EXPECT_EQ(read_all(std::string(1'000'000, ',')).outcome(), "table-columns @ XFE1");
}

TEST(CsvReader, StopsWhenTheSinkHasEnough) {
  int rows = 0;
  const auto report = read_table(MemorySource("a\nb\nc\n\"broken"), {},
                                 [&](const RowView&) { return ++rows == 2 ? Next::stop : Next::more; });
  EXPECT_TRUE(report.ok() && report->stopped);
  EXPECT_EQ(rows, 2);
}

TEST(CsvReader, FlagsNumbersThatLostTheirLastDigits) {
  const auto lost = [](std::string_view text) { return digits_lost({.kind = CellKind::text, .text = text}); };
  EXPECT_TRUE(lost("3.10101E+17"));
  EXPECT_TRUE(lost("3.1010119900307E+17"));
  EXPECT_FALSE(lost("310101199003070000"));
  EXPECT_FALSE(lost("1E5"));
  EXPECT_FALSE(lost("Room E12"));
}

}  // namespace csv_reader_test
}  // namespace weige::formats
