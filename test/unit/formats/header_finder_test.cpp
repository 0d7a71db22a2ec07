#include "formats/header_finder.h"

#include <gtest/gtest.h>

namespace weige::formats {
namespace header_finder_test {

constexpr std::string_view kWords[] = {"姓名",     "身份证号", "联系电话", "地址",
                                       "证件类型", "证件号码", "备注"};

std::vector<TextRow> rows(std::initializer_list<std::vector<std::string>> texts, std::uint32_t first = 1) {
  std::vector<TextRow> out;
  for (const auto& row : texts) out.push_back({first++, row});
  return out;
}

std::vector<std::string> names(const Header& header) {
  std::vector<std::string> out;
  for (const auto& column : header.columns) out.push_back(column.name);
  return out;
}

TEST(HeaderFinder, FindsTheHeaderBelowTitles) {
  const auto header = find_header(rows({{"明珠路居民名册（含姓名、地址）"},
                                        {"", "制表：张三"},
                                        {"序号", "*姓 名", "联系电话（必填）", "地址："},
                                        {"1", "李四", "13800138000", "88弄"}}),
                                  kWords);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->first_row, 3u);
  EXPECT_EQ(header->last_row, 3u);
  EXPECT_EQ(names(*header), (std::vector<std::string>{"序号", "姓名", "联系电话", "地址"}));
  EXPECT_DOUBLE_EQ(header->confidence, 0.75);
}

TEST(HeaderFinder, JoinsMergedLines) {
  const auto header = find_header(
      rows({{"名册"}, {"姓名", "证件", "", "地址"}, {"", "类型", "号码", ""}, {"张三", "护照", "E1", "路"}}),
      kWords);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->last_row, 3u);
  EXPECT_EQ(names(*header), (std::vector<std::string>{"姓名", "证件类型", "证件号码", "地址"}));
  EXPECT_DOUBLE_EQ(header->confidence, 1);
}

TEST(HeaderFinder, TellsEqualNamesInGroupsApart) {
  const auto header =
      find_header(rows({{"姓名", "本人", "", "房东", ""}, {"", "电话", "住址", "电话", "住址"}}), kWords);
  ASSERT_TRUE(header);
  EXPECT_EQ(names(*header),
            (std::vector<std::string>{"姓名", "本人电话", "本人住址", "房东电话", "房东住址"}));
}

TEST(HeaderFinder, DoesNotTakeTheFirstRowOfDataIntoTheHeader) {
  const auto header =
      find_header(rows({{"姓名", "地址", "备注"}, {"张三", "明珠路", "无"}, {"李四", "", "姓名"}}), kWords);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->last_row, 1u);
}

TEST(HeaderFinder, FallsBackToStructureWithLittleConfidence) {
  const auto header = find_header(rows({{"Report"}, {"Colour", "Size"}, {"red", "12345"}}), kWords);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->first_row, 2u);
  EXPECT_LE(header->confidence, 0.3);
}

TEST(HeaderFinder, FindsNothingInDataAlone) {
  EXPECT_FALSE(find_header(rows({{"1", "13800138000"}, {"2", "13800138001"}}), kWords));
  EXPECT_FALSE(find_header({}, kWords));
}

TEST(HeaderFinder, KeepsTheRowNumbersOfTheFileAcrossBlankLines) {
  std::vector<TextRow> sparse{{2, {"名册"}}, {5, {"姓名", "地址"}}, {9, {"张三", "路"}}};
  EXPECT_EQ(find_header(sparse, kWords)->first_row, 5u);
}

bool totals(std::initializer_list<std::string_view> texts) {
  std::vector<Cell> cells;
  for (const auto text : texts)
    cells.push_back({.kind = text.empty() ? CellKind::empty : CellKind::text, .text = text});
  return is_totals_row(cells);
}

TEST(HeaderFinder, KnowsTotalsRows) {
  EXPECT_TRUE(totals({"合 计", "", "12"}));
  EXPECT_TRUE(totals({"", "总计：12人"}));
  EXPECT_TRUE(totals({"共 12 人"}));
  EXPECT_FALSE(totals({"1", "合计"}));
  EXPECT_FALSE(totals({"共和新路 88 弄"}));
  EXPECT_FALSE(totals({"总计划书"}));
  EXPECT_FALSE(totals({}));
}

TEST(HeaderFinder, KnowsARepeatedHeader) {
  const Header header{1, 1, {{1, "姓名", true}, {3, "地址", true}}, 1};
  const std::vector<Cell> again{
      {.kind = CellKind::text, .text = "姓 名"}, {}, {.kind = CellKind::text, .text = "地址"}};
  EXPECT_TRUE(repeats_header(again, header));
  EXPECT_FALSE(repeats_header(std::span(again).first(1), header));
}

}  // namespace header_finder_test
}  // namespace weige::formats
