#include "standards/address.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace weige::standards {
namespace address_test {

using P = AddressPart;

struct Case {
  std::string name, text, canonical;
};

void PrintTo(const Case& c, std::ostream* out) {
  *out << c.name << ": " << c.text;
}

std::string canonical_of(const std::string& text) {
  const auto address = StandardAddress::parse(text);
  return address ? address->canonical() : "problem";
}

class AddressCase : public testing::TestWithParam<Case> {};

TEST_P(AddressCase, HasThisCanonicalText) {
  EXPECT_EQ(canonical_of(GetParam().text), GetParam().canonical);
}

TEST_P(AddressCase, CanonicalTextIsAFixedPoint) {
  EXPECT_EQ(canonical_of(GetParam().canonical), GetParam().canonical);
}

const std::string town = "上海市青浦区徐泾镇";

INSTANTIATE_TEST_SUITE_P(
    Lanes, AddressCase,
    testing::Values(Case{"full", "上海市青浦区徐泾镇明珠路88弄3号201室", town + "明珠路88弄3号201室"},
                    Case{"short_divisions", "上海青浦徐泾镇明珠路88弄3号201室", town + "明珠路88弄3号201室"},
                    Case{"county_alone", "青浦区徐泾镇明珠路88弄3号201室", town + "明珠路88弄3号201室"},
                    Case{"spaces", "上海市 青浦区 徐泾镇 明珠路 88弄 3号 201室", town + "明珠路88弄3号201室"},
                    Case{"full_width", "上海市青浦区徐泾镇明珠路８８弄３号２０１室",
                         town + "明珠路88弄3号201室"},
                    Case{"dash", "徐泾镇明珠路88弄3-201", "徐泾镇明珠路88弄3号201室"},
                    Case{"full_width_dash", "徐泾镇明珠路88弄3号－201", "徐泾镇明珠路88弄3号201室"},
                    Case{"numerals", "徐泾镇明珠路八十八弄二十三号二〇一室", "徐泾镇明珠路88弄23号201室"},
                    Case{"branch_lane", "明珠路88弄5支弄3号", "明珠路88弄5支弄3号"},
                    Case{"lane_in_lane", "明珠路88弄5弄3号", "明珠路88弄5支弄3号"},
                    Case{"building_and_unit", "明珠路88弄3号楼2单元201", "明珠路88弄3幢2单元201室"},
                    Case{"named_lane", "明珠路石鼓巷5号", "明珠路石鼓巷5号"}));

INSTANTIATE_TEST_SUITE_P(Numbers, AddressCase,
                         testing::Values(Case{"mark_before", "明珠路甲3号", "明珠路3号甲"},
                                         Case{"mark_behind", "明珠路3号甲", "明珠路3号甲"},
                                         Case{"mark_inside", "明珠路3甲号201室", "明珠路3号甲201室"},
                                         Case{"temporary", "明珠路临5号", "明珠路临5号"},
                                         Case{"range", "明珠路212-220号", "明珠路212-220号"},
                                         Case{"leading_zero", "明珠路08号0201室", "明珠路8号201室"},
                                         Case{"floor_with_room", "明珠路8号2层201室", "明珠路8号201室"},
                                         Case{"floor_alone", "明珠路8号2楼", "明珠路8号2层"}));

INSTANTIATE_TEST_SUITE_P(Buildings, AddressCase,
                         testing::Values(Case{"zuo", "万科花园A座1201", "万科花园A幢1201室"},
                                         Case{"dong", "万科花园3栋201", "万科花园3幢201室"},
                                         Case{"hash", "万科花园3#201", "万科花园3幢201室"},
                                         Case{"haolou", "万科花园8号楼1单元201", "万科花园8幢1单元201室"},
                                         Case{"three_dashes", "万科花园3-2-201", "万科花园3幢2单元201室"},
                                         Case{"ordinal", "万科花园第八栋201室", "万科花园8幢201室"}));

INSTANTIATE_TEST_SUITE_P(
    Villages, AddressCase,
    testing::Values(Case{"group", "徐泾镇前明村5组12号", "徐泾镇前明村5组12号"},
                    Case{"team", "徐泾镇前明村三队甲3号", "徐泾镇前明村3组3号甲"},
                    Case{"office", "徐泾镇前明村村民委员会12号", "徐泾镇前明村12号"},
                    Case{"office_of_a_town_named_community", "金海社区三长村村委会12号",
                         "金海社区三长村村委会12号"},
                    Case{"numbered_office", "明珠社区第二居委会12号", "明珠社区第二居委会12号"},
                    Case{"doubled_sign", "徐泾镇蟠龙居委会会12号", "徐泾镇蟠龙居委会会12号"},
                    Case{"meeting_room", "徐泾镇蟠龙居委会会议室", "徐泾镇蟠龙居委会会议室"},
                    Case{"committee_is_optional", "徐泾镇蟠龙居委会明珠路88弄3号", "徐泾镇明珠路88弄3号"}));

INSTANTIATE_TEST_SUITE_P(
    Noise, AddressCase,
    testing::Values(Case{"brackets", "明珠路88弄3号201室（近地铁站）", "明珠路88弄3号201室"},
                    Case{"phone", "明珠路88弄3号201室 13800000000", "明珠路88弄3号201室"},
                    Case{"repeated_head", "上海市青浦区上海市青浦区徐泾镇明珠路8号", town + "明珠路8号"}));

INSTANTIATE_TEST_SUITE_P(
    Roads, AddressCase,
    testing::Values(
        Case{"place_without_its_sign", "坎门建州路8号", "建州路8号"},
        Case{"place_before_a_direction", "坎门北沙西路8号", "北沙西路8号"},
        Case{"five_signs_with_a_direction", "白云山南路8号", "白云山南路8号"},
        Case{"branch_road", "金沙江支路8号", "金沙江支路8号"},
        Case{"hill", "沈家门莫干山路8号", "莫干山路8号"}, Case{"zone", "高新园区环渚路8号", "环渚路8号"},
        Case{"zone_with_a_town", "宁波市高新区梅墟街道江南路8号", "浙江省宁波市梅墟街道江南路8号"},
        Case{"village_before", "夹浦镇夹浦村老街8号", "夹浦镇老街8号"},
        Case{"village_behind", "德仁路双桥村5号", "德仁路5号"},
        Case{"town_named_like_a_road", "元阳县新街镇环城路8号",
             "云南省红河哈尼族彝族自治州元阳县新街镇环城路8号"},
        Case{"village_named_like_a_road", "堵城镇老街村8号", "堵城镇老街村8号"},
        Case{"district_named_like_a_road", "台州市路桥区商城街8号", "浙江省台州市路桥区商城街8号"},
        Case{"section", "世纪大道北段332号", "世纪大道332号"},
        Case{"aisle", "小商品市场5楼12街605", "小商品市场605室"}));

INSTANTIATE_TEST_SUITE_P(
    Joined, AddressCase,
    testing::Values(Case{"plate_below_a_plate", "明珠路31-2号", "明珠路31-2号"},
                    Case{"numeral_as_dash", "华新苑12一7一944", "华新苑12幢7单元944室"},
                    Case{"building_with_a_dash", "锦和苑3-1号楼2901", "锦和苑3-1幢2901室"},
                    Case{"two_rooms", "灵桥大厦605-606室", "灵桥大厦605-606室"},
                    Case{"two_stalls", "家电城137栋15-16号", "家电城137幢15-16室"},
                    Case{"plates_listed", "明珠路13、14、15号", "明珠路13-14-15号"},
                    Case{"letter_and_number", "明珠路99号7楼C-11", "明珠路99号C-11室"},
                    Case{"room_before_a_brand", "明珠路99号8楼L85MAP", "明珠路99号L85室"},
                    Case{"short_pair", "创新园6-9", "创新园6幢9单元"}));

INSTANTIATE_TEST_SUITE_P(
    Divisions, AddressCase,
    testing::Values(Case{"repeated_behind_a_town", "徐泾镇上海市青浦区徐泾镇明珠路8号", town + "明珠路8号"},
                    Case{"missing_value", "上海市null上海市青浦区徐泾镇明珠路8号", town + "明珠路8号"},
                    Case{"fuller_name_stays", "上海市青浦区青浦徐泾镇明珠路8号", town + "明珠路8号"},
                    Case{"other_province", "上海市青浦区光山区明珠路8号", "上海市青浦区明珠路8号"},
                    Case{"new_area", "深圳市龙华新区人民路8号", "广东省深圳市龙华区人民路8号"},
                    Case{"road_named_like_a_county", "皇姑山路127号", "皇姑山路127号"}));

TEST(Address, PartsAreGivenAsFound) {
  const auto address = StandardAddress::parse("青浦徐泾镇明珠路八十八弄3号楼201");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->part(P::district), "青浦");
  EXPECT_EQ(address->part(P::lane), "88弄");
  EXPECT_EQ(address->part(P::building), "3号楼");
  EXPECT_EQ(address->part(P::room), "201");
  EXPECT_FALSE(address->has(P::number));
}

TEST(Address, TextWithoutAnyElementIsRefused) {
  for (const std::string text : {"", "  ", "，。"}) {
    const auto address = StandardAddress::parse(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.problem().code, ProblemCode::bad_address);
  }
}

TEST(Address, MoreThanTheLongestIsRefused) {
  std::string text = "明珠路";
  while (text.size() < 3 * longest_address) text += "路";
  EXPECT_TRUE(StandardAddress::parse(text));
  const auto address = StandardAddress::parse(text + "路");
  ASSERT_FALSE(address);
  EXPECT_EQ(address.problem().code, ProblemCode::too_long);
}

TEST(Address, ContextFillsWhatALineLeavesOut) {
  const auto context = AddressContext::of("上海市青浦区徐泾镇");
  ASSERT_TRUE(context);
  const auto address = StandardAddress::parse("明珠路88弄3号201室");
  EXPECT_EQ(context->complete(address->key()).text(), "上海市青浦区徐泾镇明珠路88弄3号201室");
  const auto elsewhere = StandardAddress::parse("浙江省嘉善县明珠路8号");
  EXPECT_EQ(context->complete(elsewhere->key()), elsewhere->key());
  EXPECT_FALSE(AddressContext::of("明珠路"));
}

TEST(Address, EqualKeysHaveEqualHashes) {
  const auto a = StandardAddress::parse("上海市青浦区徐泾镇明珠路88弄3号201室");
  const auto b = StandardAddress::parse("青浦徐泾镇明珠路８８弄三号－201");
  EXPECT_EQ(a->key(), b->key());
  EXPECT_EQ(a->key().hash(), b->key().hash());
  EXPECT_EQ(distance(a->key(), b->key()), 0);
}

TEST(AddressDistance, NeighboursAreNearerThanOtherRoads) {
  const auto key = [](const std::string& text) { return StandardAddress::parse(text)->key(); };
  const auto here = key("徐泾镇明珠路88弄3号201室");
  EXPECT_LT(distance(here, key("徐泾镇明珠路88弄3号202室")), distance(here, key("徐泾镇明珠路88弄4号201室")));
  EXPECT_LT(distance(here, key("徐泾镇明珠路88弄4号201室")),
            distance(here, key("徐泾镇华徐公路88弄4号201室")));
  EXPECT_EQ(distance(here, key("徐泾镇明珠路88弄3号202室")), distance(key("徐泾镇明珠路88弄3号202室"), here));
}

TEST(AddressAncestors, GoFromTheRoadToTheDoor) {
  const auto key = StandardAddress::parse("徐泾镇明珠路88弄3号2层201室")->key();
  std::vector<std::string> texts;
  for (const AddressKey& ancestor : ancestors(key)) texts.push_back(ancestor.text());
  EXPECT_EQ(texts, (std::vector<std::string>{"徐泾镇明珠路", "徐泾镇明珠路88弄", "徐泾镇明珠路88弄3号",
                                             "徐泾镇明珠路88弄3号201室"}));
  EXPECT_EQ(ancestors(key).back(), key);
}

}  // namespace address_test
}  // namespace weige::standards
