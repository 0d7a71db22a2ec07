// A file of N forces: columns, cells, faults with their cell (N forces of issue 6;
// docs/how-to/add-an-import.md).
#include "teams/team_import.h"

#include <gtest/gtest.h>

namespace weige::teams {
namespace team_import_test {

using namespace std::chrono;

constexpr Day kToday = 2026y / November / 23;
using Headers = std::vector<HelperColumns::Header>;

const std::vector<access::HelperKind>& kinds() {
  static const std::vector<access::HelperKind> all{{"property_guard", "物业保安", "property guard"},
                                                   {"volunteer", "社区志愿者", "community volunteer"}};
  return all;
}

Headers usual() {
  return {{"姓名", 1}, {"力量类别", 2}, {"工作单位", 3}, {"联系电话", 4}, {"联系渠道", 5}, {"加入日期", 7}};
}

registry::UploadRow row_of(const std::vector<std::string>& texts) {
  registry::UploadRow row{.number = 12};
  for (const auto& text : texts)
    row.cells.push_back(
        {.kind = text.empty() ? formats::CellKind::empty : formats::CellKind::text, .text = text});
  return row;
}

HelperRow parsed(const std::vector<std::string>& texts, const Headers& headers = usual()) {
  const auto columns = HelperColumns::of(headers).value();
  return parse_helper_row(row_of(texts), {columns, kinds(), kToday});
}

TEST(HelperFile, IsReadByItsHeaders) {
  const auto row = parsed({"王小明", "物业保安", "北苑物业", "138 0013 8000", "电话", "2026/11/01"});
  ASSERT_TRUE(row.faults.empty());
  EXPECT_EQ(row.fields.kind, "property_guard");
  EXPECT_EQ(row.fields.phone, "13800138000");
  EXPECT_EQ(row.fields.channel, Channel::phone);
  EXPECT_EQ(row.fields.joined_on, 2026y / November / 1);
}

TEST(HelperFile, NeedsNamesAndKinds) {
  EXPECT_EQ(HelperColumns::of(Headers{{"姓名", 1}, {"电话", 2}}).problem().code,
            ProblemCode::team_file_columns);
  EXPECT_TRUE(HelperColumns::of(Headers{{"*姓 名（必填）", 1}, {"类别", 2}}));
}

TEST(HelperFile, TellsEachFaultWithItsCell) {
  const auto row = parsed({"王小明", "保洁", "", "1380013", "喊一声", "下周"});
  std::vector<std::pair<std::string, ProblemCode>> told;
  for (const auto& fault : row.faults) told.emplace_back(fault.cell, fault.code);
  const decltype(told) wanted{{"B12", ProblemCode::team_kind_unknown},
                              {"E12", ProblemCode::bad_choice},
                              {"G12", ProblemCode::bad_date}};
  EXPECT_EQ(told, wanted);
  const auto phone = parsed({"王小明", "物业保安", "", "1380013", "", ""});
  ASSERT_EQ(phone.faults.size(), 1u);
  EXPECT_EQ(phone.faults[0].cell, "D12");
  EXPECT_EQ(phone.faults[0].code, ProblemCode::phone);
  EXPECT_EQ(parsed({"", "物业保安"}).faults[0].cell, "A12");
}

TEST(HelperFile, ChangesOnlyWhatItTells) {
  const auto columns = HelperColumns::of(usual()).value();
  const HelperFields known{.kind = "volunteer",
                           .name = "王小明",
                           .workplace = "北苑",
                           .phone = "13800138000",
                           .channel = Channel::group,
                           .joined_on = 2026y / March / 1};
  const HelperFields told{.kind = "volunteer", .name = "王小明", .phone = "13900139000", .joined_on = kToday};
  const auto after = merged(known, told, columns);
  EXPECT_EQ(after.phone, "13900139000");
  EXPECT_EQ(after.workplace, "北苑");
  EXPECT_EQ(after.channel, Channel::group);
  EXPECT_EQ(after.joined_on, known.joined_on);
  EXPECT_EQ(merged(after, told, columns), after) << "the same file again";
}

}  // namespace team_import_test
}  // namespace weige::teams
