// What must hold for every address: the ways to write one address give one key, and the canonical text is a
// fixed point.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>

#include "standards/address.h"

namespace weige::standards {
namespace address_property_test {

std::string two_digits_in_han(int value) {
  static const std::array<std::string, 10> digits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const auto ten = static_cast<std::size_t>(value / 10), one = static_cast<std::size_t>(value % 10);
  if (!ten) return digits[one];
  return (ten == 1 ? "" : digits[ten]) + "十" + digits[one];
}

std::string full_width(int value) {
  std::string wide;
  for (const char digit : std::to_string(value)) {
    wide += "\xEF\xBC";
    wide += static_cast<char>(0x90 + digit - '0');
  }
  return wide;
}

AddressKey key_of(const std::string& text) {
  const auto address = StandardAddress::parse(text);
  RC_ASSERT(address.ok());
  return address->key();
}

std::string pick(std::initializer_list<const char*> words) {
  return *rc::gen::elementOf(std::vector<std::string>(words.begin(), words.end()));
}

int number_below(int end) {
  return *rc::gen::inRange(1, end);
}

RC_GTEST_PROP(AddressProperty, WidthAndNumeralsDoNotMatter, ()) {
  const int lane = number_below(100), number = number_below(100), room = *rc::gen::inRange(101, 3000);
  const std::string head =
      pick({"上海市青浦区徐泾镇", "徐泾镇", ""}) + pick({"明珠路", "华徐公路", "嘉松中路", "崧泽大道"});
  const auto key = key_of(head + std::to_string(lane) + "弄" + std::to_string(number) + "号" +
                          std::to_string(room) + "室");
  RC_ASSERT(key.element(AddressPart::lane) == std::to_string(lane));
  RC_ASSERT(key.element(AddressPart::number) == std::to_string(number));
  RC_ASSERT(key.element(AddressPart::room) == std::to_string(room));
  RC_ASSERT(key_of(head + full_width(lane) + "弄" + full_width(number) + "号" + full_width(room) + "室") ==
            key);
  RC_ASSERT(key_of(head + two_digits_in_han(lane) + "弄" + two_digits_in_han(number) + "号" +
                   std::to_string(room)) == key);
  RC_ASSERT(key_of(head + std::to_string(lane) + "弄" + std::to_string(number) +
                   pick({"-", "号-", "号 ", "－"}) + std::to_string(room)) == key);
}

RC_GTEST_PROP(AddressProperty, SignsOfABuildingDoNotMatter, ()) {
  const std::string building = std::to_string(number_below(60)),
                    room = std::to_string(*rc::gen::inRange(101, 3000));
  const auto key = key_of("春江花园" + building + "幢" + room + "室");
  RC_ASSERT(key.element(AddressPart::building) == building);
  RC_ASSERT(key_of("春江花园" + building + pick({"栋", "号楼", "座", "#", "#楼", "号幢"}) + room +
                   pick({"室", "", "房"})) == key);
  RC_ASSERT(key_of("春江花园" + building + "-" + room) == key);
  RC_ASSERT(key_of("春江花园第" + building + "栋" + room) == key);
}

RC_GTEST_PROP(AddressProperty, MarksOfANumberStandBehindIt, ()) {
  const std::string number = std::to_string(number_below(900)), mark = pick({"甲", "乙", "丙"});
  const auto key = key_of("明珠路" + number + "号" + mark);
  RC_ASSERT(key.element(AddressPart::number) == number + mark);
  RC_ASSERT(key_of("明珠路" + mark + number + "号") == key);
  RC_ASSERT(key_of("明珠路" + number + mark + "号") == key);
  RC_ASSERT(key_of("明珠路临" + number + "号").element(AddressPart::number) == "临" + number);
}

RC_GTEST_PROP(AddressProperty, VillagesHaveGroupsAndHouses, ()) {
  const int group = number_below(30);
  const std::string house = std::to_string(number_below(400)),
                    village = pick({"前明村", "金联村", "陆家角村"});
  const auto key = key_of("徐泾镇" + village + std::to_string(group) + "组" + house + "号");
  RC_ASSERT(key.element(AddressPart::committee) == village);
  RC_ASSERT(key.element(AddressPart::group) == std::to_string(group));
  RC_ASSERT(key.element(AddressPart::number) == house);
  RC_ASSERT(key_of("徐泾镇" + village + two_digits_in_han(group) + pick({"组", "队", "村民小组", "生产队"}) +
                   house + "号") == key);
}

// Pieces in any order, also such as nobody would write.
RC_GTEST_PROP(AddressProperty, CanonicalTextKeepsTheKey, ()) {
  std::string text = pick({"上海市青浦区徐泾镇", "青浦徐泾镇", "徐泾镇", ""});
  text += pick({"", "蟠龙居委会", "前明村"}) + pick({"明珠路", "华徐公路", "人民东路", "北环大道"});
  text += pick({"", "8弄", "88弄5支弄", "石鼓巷"}) + pick({"3号", "甲3号", "12-14号", "临7号", "3号甲"});
  text += pick({"", "春江花园"}) + pick({"", "2幢", "A座", "3-1号楼"}) + pick({"", "1单元"}) +
          pick({"", "3楼", "5层"});
  text += pick({"", "201", "201室", "605-606室"});
  const auto key = key_of(text);
  RC_ASSERT(key_of(key.text()) == key);
}

RC_GTEST_PROP(AddressProperty, AnyTextIsReadOrRefused, (const std::string& bytes)) {
  const auto address = StandardAddress::parse(bytes);
  if (!address) RC_DISCARD("refused");
  std::string parts;
  for (std::size_t i = 0; i < address_part_count; ++i) parts += address->part(static_cast<AddressPart>(i));
  RC_ASSERT(!parts.empty());
  RC_ASSERT(address->key().hash() == address->key().hash());
}

}  // namespace address_property_test
}  // namespace weige::standards
