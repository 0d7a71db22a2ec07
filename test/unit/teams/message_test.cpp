// Texts of a stream carry no numbers of people (boundaries.md; issue 6: links instead).
#include "teams/message.h"

#include <gtest/gtest.h>

namespace weige::teams {
namespace message_test {

TEST(TeamText, WithANumberOfSomebodyIsRefused) {
  for (const auto* text :
       {"请核对 11010519491231002X", "电话13800138000", "138 0013 8000 已搬走", "１３８００１３８０００",
        "+86 138-0013-8000", "021-62345678", "02162345678", "110105 19491231 002X", "110105491231002",
        "卡号6222020000000000000", "138-0013-8000"})
    EXPECT_EQ(checked_text(text).problem().code, ProblemCode::names_a_number) << text;
}

TEST(TeamText, WithDaysTimesRoomsAndCountsIsTaken) {
  for (const auto* text : {"11月23日14:05在3号楼1201室集合", "本周完成 120 户，余 35 户", "2026-11-23 前反馈",
                           "编号 20261123", "链接 /teams/1234567890", "兜底翻进度 98.5%", "12 3 45 678"})
    EXPECT_TRUE(checked_text(text)) << text;
}

TEST(TeamText, IsShortAndThere) {
  EXPECT_EQ(checked_text("  ").problem().code, ProblemCode::missing_field);
  EXPECT_EQ(checked_text(std::string(501, 'a')).problem().code, ProblemCode::too_long);
  EXPECT_EQ(checked_text("a\x01").problem().code, ProblemCode::bad_characters);
}

TEST(TeamText, OfTheProgramForAnOrdinaryGroupNamesNobody) {
  for (const auto code : {NoticeCode::helper_enlisted, NoticeCode::helper_left, NoticeCode::instruction}) {
    EXPECT_FALSE(group_line(code).empty());
    EXPECT_TRUE(checked_text(group_line(code)));
  }
}

}  // namespace message_test
}  // namespace weige::teams
