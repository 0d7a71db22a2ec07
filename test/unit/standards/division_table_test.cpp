#include "standards/division_table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "standards/division_format.h"
#include "standards/division_history.h"

namespace weige::standards {
namespace division_table_test {

const Day edition = *parse_iso_day("2023-06-30");

Division division(std::string_view code, std::string name) {
  return {DivisionCode::parse(code).value(), std::move(name)};
}
DivisionCode code_of(std::string_view text) {
  return DivisionCode::parse(text).value();
}

std::string small_bytes() {
  return encode_divisions({division("31", "上海市"), division("3101", "市辖区"), division("310118", "青浦区"),
                           division("310118106", "徐泾镇"), division("310118106001", "徐泾居委会"),
                           division("310118106202", "前明村村委会"), division("310118107", "赵巷镇"),
                           division("310118107005", "新居居委会"), division("44", "广东省"),
                           division("4419", "东莞市"), division("441900003", "东城街道")},
                          edition)
      .value();
}
DivisionTable small_table() {
  return DivisionTable::from_bytes(small_bytes()).value();
}

TEST(DivisionTable, FindsNamesAndPaths) {
  const auto table = small_table();
  EXPECT_EQ(table.size(), 11u);
  EXPECT_EQ(table.edition(), edition);
  EXPECT_EQ(table.find(code_of("310118106202"))->name, "前明村村委会");
  EXPECT_FALSE(table.find(code_of("310118106203")));
  EXPECT_EQ(table.path(code_of("310118106")),
            (std::vector<std::string>{"上海市", "市辖区", "青浦区", "徐泾镇"}));
  EXPECT_EQ(table.path(code_of("441900003")), (std::vector<std::string>{"广东省", "东莞市", "东城街道"}));
}

TEST(DivisionTable, ListsChildrenOverMissingLevels) {
  const auto table = small_table();
  EXPECT_EQ(table.children(code_of("310118")).size(), 2u);
  EXPECT_EQ(table.children(code_of("4419")).at(0).name, "东城街道");
  EXPECT_EQ(table.provinces().size(), 2u);
}

TEST(DivisionTable, FollowsNamesThroughGroupingLevels) {
  const auto table = small_table();
  EXPECT_EQ(table.find_path(std::vector<std::string>{"上海市", "青浦区", "徐泾镇"})->code,
            code_of("310118106"));
  EXPECT_FALSE(table.find_path(std::vector<std::string>{"上海市", "徐泾镇"}));
}

TEST(DivisionTable, RefusesBrokenBytesAndMissingFiles) {
  EXPECT_EQ(DivisionTable::from_bytes("").problem().code, ProblemCode::division_table);
  EXPECT_EQ(DivisionTable::open("/nonexistent/divisions.bin").problem().code, ProblemCode::division_table);
  const auto bytes = small_bytes();
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(DivisionTable::from_bytes(bytes.substr(0, size))) << size;
  EXPECT_FALSE(DivisionTable::from_bytes(bytes + "x"));
}

TEST(DivisionTable, RefusesToEncodeWhatIsAmbiguous) {
  EXPECT_FALSE(encode_divisions({division("31", "上海市"), division("310000", "上海")}, edition));
  EXPECT_FALSE(encode_divisions({division("31", "")}, edition));
}

RC_GTEST_PROP(DivisionTable, AnyChangedByteIsRefusedOrHarmless, ()) {
  auto bytes = small_bytes();
  bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
  const auto table = DivisionTable::from_bytes(bytes);
  if (!table) return;
  for (const auto& province : table->provinces())
    table->each_below(province.code, [](const Division& d) { return d.name.size() < 600; });
}

// The slow, obvious twin: a std::map of everything.
RC_GTEST_PROP(DivisionTable, AgreesWithAMap, ()) {
  std::map<std::uint64_t, std::string> map;
  for (int i = *rc::gen::inRange(0, 40); i > 0; --i) {
    const std::uint64_t scale =
        *rc::gen::element<std::uint64_t>(1, 1000, 1'000'000, 100'000'000, 10'000'000'000);
    const auto number = *rc::gen::inRange<std::uint64_t>(310'000'000'000, 320'000'000'000) / scale * scale;
    map[number] = "名" + std::to_string(i) + *rc::gen::element<std::string>("居委会", "镇", "");
  }
  std::vector<Division> all;
  for (const auto& [number, name] : map) all.push_back({*DivisionCode::from_number(number), name});
  const auto table = DivisionTable::from_bytes(encode_divisions(all, edition).value()).value();
  for (const auto& d : all) {
    RC_ASSERT(table.find(d.code)->name == d.name);
    std::size_t below = 0, expected = 0;
    table.each_below(d.code, [&](const Division&) { return ++below, true; });
    for (const auto& other : all) expected += other.code != d.code && d.code.contains(other.code);
    RC_ASSERT(below == expected);
  }
}

TEST(DivisionHistory, TellsWhatBecameOfADivision) {
  const auto table = small_table();
  const auto fate = [&](std::string_view code, std::string_view name) {
    return trace_division(table, code_of(code), name).fate;
  };
  EXPECT_EQ(fate("310118106001", "徐泾居民委员会"), DivisionFate::same);
  EXPECT_EQ(fate("310118106001", "龙阳居委会"), DivisionFate::renamed);
  EXPECT_EQ(fate("310118106099", "徐泾居委会"), DivisionFate::renumbered);
  EXPECT_EQ(fate("310118106099", "新居居委会"), DivisionFate::moved);
  EXPECT_EQ(fate("310118106099", "老居居委会"), DivisionFate::withdrawn);
  EXPECT_EQ(fate("310229106099", "老居居委会"), DivisionFate::withdrawn);
  EXPECT_EQ(fate("990118106099", "老居居委会"), DivisionFate::unknown);
  EXPECT_EQ(trace_division(table, code_of("310229106099"), "老居居委会").now->name, "青浦区");
}

TEST(DivisionHistory, FollowsSuccessorsOn) {
  EXPECT_EQ(successor_of(code_of("310225"))->text(), "310115");  // 南汇县, 南汇区, 浦东新区
  EXPECT_FALSE(successor_of(code_of("310101")));
}

}  // namespace division_table_test
}  // namespace weige::standards
