// Lines as people write them in a group, read into a form (N6).
#include "intake/report_line.h"

#include <gtest/gtest.h>

namespace weige::intake {
namespace report_line_test {

struct Expected {
  std::string line, at;
  std::optional<ReportKind> kind;
  std::string place, name, phone, note;
};

class ReportLine : public testing::TestWithParam<Expected> {};

TEST_P(ReportLine, IsRead) {
  const auto& expected = GetParam();
  const auto read = read_report_line(expected.line, expected.at);
  EXPECT_EQ(read.kind, expected.kind);
  EXPECT_EQ(read.place, expected.place);
  EXPECT_EQ(read.name, expected.name);
  EXPECT_EQ(read.phone, expected.phone);
  EXPECT_EQ(read.note, expected.note);
}

constexpr const char* kLane = "明珠路88弄3号";
INSTANTIATE_TEST_SUITE_P(
    AsWritten, ReportLine,
    testing::Values(
        Expected{"302搬来王伟 13812345678", kLane, ReportKind::moved_in, "明珠路88弄3号302室", "王伟",
                 "13812345678", ""},
        Expected{"３０２室　王伟搬走了", kLane, ReportKind::moved_out, "明珠路88弄3号302室", "王伟", "", ""},
        Expected{"明珠路90号5号楼201新搬来一家三口", kLane, ReportKind::moved_in, "明珠路90号5号楼201", "",
                 "", "一家三口"},
        Expected{"302室张三丰已经搬走", "", ReportKind::moved_out, "302室", "张三丰", "", ""},
        Expected{"欧阳娜娜入职", kLane, ReportKind::starts_work, kLane, "欧阳娜娜", "", ""},
        Expected{"阿依古丽·买买提 离职", kLane, ReportKind::left_work, kLane, "阿依古丽·买买提", "", ""},
        Expected{"502群租，隔断六间", kLane, ReportKind::premises, "明珠路88弄3号502室", "", "",
                 "群租 隔断六间"},
        Expected{"王先生 退租", kLane, ReportKind::moved_out, kLane, "", "", "王先生"},
        Expected{"李静13812345678", kLane, std::nullopt, kLane, "李静", "13812345678", ""},
        Expected{"138123456789", kLane, std::nullopt, "明珠路88弄3号138123456789室", "", "", ""},
        Expected{"楼上很吵", "", std::nullopt, "", "", "", "楼上很吵"},
        Expected{"", kLane, std::nullopt, kLane, "", "", ""}));

TEST(ReportLineLimits, WhatIsTooLongIsCut) {
  std::string line, at;
  for (int i = 0; i < 1000; ++i) line += "吵", at += "路";
  const auto read = read_report_line(line, at + "8号");
  EXPECT_LE(read.note.size(), kLongestReportNote * 3);
  EXPECT_LE(read.place.size(), kLongestPlace * 3);
}

}  // namespace report_line_test
}  // namespace weige::intake
