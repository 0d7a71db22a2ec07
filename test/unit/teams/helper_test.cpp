// What is kept of a helper, and when guidance and undertakings are due (L10, N2, N7).
#include "teams/helper.h"

#include <gtest/gtest.h>

namespace weige::teams {
namespace helper_test {

using namespace std::chrono;

constexpr Day kToday = 2026y / November / 23;

HelperFields fields() {
  return {.kind = "volunteer", .name = "王小明", .joined_on = 2026y / November / 1};
}

ProblemCode fault_of(const HelperFields& wanted) {
  return checked(wanted, kToday).problem().code;
}

TEST(Helper, IsKeptInItsCanonicalForm) {
  auto wanted = fields();
  wanted.name = " 王小明 ";
  wanted.phone = "１３８ 0013 8000";
  const auto kept = checked(wanted, kToday);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->name, "王小明");
  EXPECT_EQ(kept->phone, "13800138000");
  EXPECT_EQ(masked_phone(*kept), "138****8000");
}

TEST(Helper, NeedsANameAndAPhoneWhereItIsReachedByOne) {
  auto wanted = fields();
  wanted.name = " ";
  EXPECT_EQ(fault_of(wanted), ProblemCode::missing_field);
  wanted = fields();
  wanted.channel = Channel::phone;
  EXPECT_EQ(fault_of(wanted), ProblemCode::missing_field);
  wanted.phone = "1380013";
  EXPECT_EQ(fault_of(wanted), ProblemCode::phone);
  wanted = fields();
  wanted.joined_on = 2026y / December / 1;
  EXPECT_EQ(fault_of(wanted), ProblemCode::bad_date);
}

TEST(Helper, LeavesNotBeforeItCame) {
  EXPECT_TRUE(check(Leaving{2026y / November / 20, LeaveReason::own_wish}, fields(), kToday));
  EXPECT_EQ(check(Leaving{2026y / October / 20, LeaveReason::own_wish}, fields(), kToday).problem().code,
            ProblemCode::ends_before_start);
  EXPECT_FALSE(check(Leaving{2026y / December / 20, LeaveReason::own_wish}, fields(), kToday));
}

TEST(Helper, IsDueForGuidanceAMonthAfterItJoinedOrWasGuided) {
  Helper helper{.fields = fields()};
  EXPECT_FALSE(is_guidance_overdue(helper, kToday, 31));
  helper.fields.joined_on = 2026y / September / 1;
  EXPECT_TRUE(is_guidance_overdue(helper, kToday, 31));
  helper.guided_on = 2026y / November / 2;
  EXPECT_FALSE(is_guidance_overdue(helper, kToday, 31));
  helper.guided_on = 2026y / October / 2;
  EXPECT_TRUE(is_guidance_overdue(helper, kToday, 31));
  helper.left = Leaving{kToday, LeaveReason::changed_job};
  EXPECT_FALSE(is_guidance_overdue(helper, kToday, 31)) << "who has left is not guided";
}

TEST(Helper, SignsAnewAfterAYear) {
  EXPECT_TRUE(holds(2025y / November / 23, kToday, 365));
  EXPECT_FALSE(holds(2025y / November / 22, kToday, 365));
  EXPECT_FALSE(holds(std::nullopt, kToday, 365));
}

TEST(Helper, TellsTheAuditWhatDiffersAndNoValue) {
  auto after = fields();
  after.phone = "13800138000";
  after.channel = Channel::group;
  EXPECT_EQ(changed_fields(fields(), after), "phone,channel");
}

}  // namespace helper_test
}  // namespace weige::teams
