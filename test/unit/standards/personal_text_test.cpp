#include "standards/personal_text.h"

#include <gtest/gtest.h>

namespace weige::standards {
namespace personal_text_test {

TEST(PersonalText, FindsIdNumbers) {
  for (const auto* text :
       {"310118199001011234", "身份证310118199001011234的房客", "31011819900101123X",
        "31011819900101123x没登记", "３１０１１８１９９００１０１１２３４", "310118 19900101 1234",
        "310118-19900101-1234", "310118900101123", "他的号码是 310118 1990 0101 123X。"})
    EXPECT_TRUE(names_a_number(text)) << text;
}

TEST(PersonalText, FindsTelephoneNumbers) {
  for (const auto* text : {"13800138000", "打138 0013 8000", "138-0013-8000", "１３８００１３８０００",
                           "+86 138 0013 8000", "8613800138000", "013800138000", "021-62345678",
                           "(021) 6234 5678", "0512-6234567", "0086-13800138000", "138.0013.8000",
                           "310118199001011234 13800138000", "138\u200B00138000", "3户，13800138000"})
    EXPECT_TRUE(names_a_number(text)) << text;
}

TEST(PersonalText, LetsFiguresAndDatesPass) {
  for (const auto* text :
       {"", "走访 12 户，核实 34 人", "2026-11-30 14:00 开会", "2026-11-30 2026-12-01",
        "2026-11-30 - 2026-12-06", "5号楼1201室", "110 报警", "12345 热线", "完成率 98.5%", "20261130",
        "1.2.3", "第 1-12 号", "1000000 元", "11月30日上门23户，12月1日上门18户"})
    EXPECT_FALSE(names_a_number(text)) << text;
}

}  // namespace personal_text_test
}  // namespace weige::standards
