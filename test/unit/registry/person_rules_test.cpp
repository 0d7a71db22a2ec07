// What is told of a person beyond the fields: warnings worth a look, and whether they live where they are
// registered (人户一致).
#include <gtest/gtest.h>

#include "registry/address.h"
#include "registry/record_rules.h"
#include "standards/division_table.h"
#include "standards/id_number.h"

namespace weige::registry {
namespace person_rules_test {

using Codes = std::vector<std::string>;

TEST(FreeText, LosesTheMiddleOfNumbersOfPeople) {
  EXPECT_EQ(mask_numbers("证号999368196203056898，电话13900000001。"),
            "证号999*************98，电话139******01。");
  EXPECT_EQ(mask_numbers("99936819620305689X"), "999*************9X");
  EXPECT_EQ(mask_numbers("999368620305689"), "999**********89");
  for (const auto* text :
       {"", "明珠路88弄3号201室", "2020-05-01", "02159761234", "12345678901", "1234567890123"})
    EXPECT_EQ(mask_numbers(text), text);
}

Record person_with(std::string_view prefix) {
  const auto digits = std::string(prefix) + "19900101123";
  Record person(RecordKind::person);
  person["name"] = "王伟";
  person["document_type"] = "resident_id";
  person["document_number"] = digits + standards::id_check_digit(digits);
  return person;
}

TEST(PersonWarnings, TellAnOldAndAnUnknownDivisionApart) {
  if (!standards::country_table()) GTEST_SKIP() << "no division table in this build";
  EXPECT_EQ(person_warnings(person_with("310118")), Codes{});
  EXPECT_EQ(person_warnings(person_with("310119")), Codes{"old_division"});  // 南汇区, merged into 浦东新区
  EXPECT_EQ(person_warnings(person_with("310199")), Codes{"unknown_division"});
  EXPECT_EQ(person_warnings(person_with("999000")), Codes{"reserved_demo"});
}

TEST(PersonWarnings, TellEachOnce) {
  auto person = person_with("999000");
  person["phone"] = "19900000001";
  person["name"] = "王";
  EXPECT_EQ(person_warnings(person), (Codes{"reserved_demo", "single_character"}));
}

TEST(LivesAt, ComparesParsedAddresses) {
  constexpr auto home = "上海市青浦区徐泾镇明珠路88弄3号201室";
  EXPECT_EQ(lives_at(home, home), true);
  EXPECT_EQ(lives_at("青浦区徐泾镇明珠路８８弄3号楼201", home), false);
  EXPECT_EQ(lives_at("明珠路八十八弄３号201", home), true);
  EXPECT_EQ(lives_at("上海市青浦区徐泾镇明珠路88弄3号202室", home), false);
  EXPECT_EQ(lives_at("安徽省阜阳市颍上县", home), false);
}

TEST(LivesAt, DoesNotGuessFromACoarsePlace) {
  constexpr auto home = "上海市青浦区徐泾镇明珠路88弄3号201室";
  for (const auto* coarse : {"上海市青浦区", "上海市青浦区徐泾镇", "明珠路88弄", "???"})
    EXPECT_EQ(lives_at(coarse, home), std::nullopt) << coarse;
}

}  // namespace person_rules_test
}  // namespace weige::registry
