// Finding one's own town in the country's division table.
#include "registry/town_plan.h"

#include <gtest/gtest.h>

#include "standards/division_format.h"

namespace weige::registry {
namespace town_plan_test {

standards::Division division(std::string_view code, std::string name) {
  return {standards::DivisionCode::parse(code).value(), std::move(name)};
}

standards::DivisionTable table() {
  const auto bytes = standards::encode_divisions(
      {division("31", "上海市"), division("3101", "市辖区"), division("310118", "青浦区"),
       division("310118106", "徐泾镇"), division("310118106001", "徐泾居委会"),
       division("310118107", "赵巷镇"), division("32", "江苏省"), division("3205", "苏州市"),
       division("320509", "吴江区"), division("320509107", "盛泽镇")},
      *parse_iso_day("2023-06-30"));
  return standards::DivisionTable::from_bytes(bytes.value()).value();
}

std::vector<std::string> texts(std::string_view text, std::size_t most = 20) {
  std::vector<std::string> out;
  for (const auto& one : find_towns(table(), text, most)) out.push_back(one.address_text);
  return out;
}

using Texts = std::vector<std::string>;

TEST(FindTowns, ByPartOfTheNameOrTheBeginningOfTheCode) {
  EXPECT_EQ(texts("徐泾"), Texts{"上海市青浦区徐泾镇"});
  EXPECT_EQ(texts("310118"), (Texts{"上海市青浦区徐泾镇", "上海市青浦区赵巷镇"}));
  EXPECT_EQ(texts("310118107000"), Texts{"上海市青浦区赵巷镇"});
  EXPECT_EQ(texts("320509107"), Texts{"江苏省苏州市吴江区盛泽镇"});
}

TEST(FindTowns, GivesTownsOnlyAndNoMoreThanAskedFor) {
  EXPECT_EQ(texts("居委会"), Texts{});
  EXPECT_EQ(texts(""), Texts{});
  EXPECT_EQ(texts("镇", 2), (Texts{"上海市青浦区徐泾镇", "上海市青浦区赵巷镇"}));
}

TEST(PlanTown, NamesItsCommitteesAndTellsWhatIsNone) {
  const auto plan = plan_town(table(), "310118106000");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->address_text, "上海市青浦区徐泾镇");
  ASSERT_EQ(plan->committees.size(), 1u);
  EXPECT_EQ(plan->committees.front().name, "徐泾居委会");
  EXPECT_EQ(plan_town(table(), "310118").problem().code, ProblemCode::division_code);
  EXPECT_EQ(plan_town(table(), "310118999").problem().code, ProblemCode::unknown_division);
}

}  // namespace town_plan_test
}  // namespace weige::registry
