// Quotas of single readings by role, as settings write them, and what purposes show.
#include "access/reading_quota.h"

#include <gtest/gtest.h>

#include "access/policy.h"
#include "access/purpose.h"

namespace weige::access {
namespace reading_quota_test {

TEST(ReadingQuota, WhoMayOpenAPersonHasOneAndNobodyElse) {
  const ReadingQuotas quotas;
  for (const Role role : all_roles()) {
    if (role == Role::system) continue;
    const bool reads = policy(role, Right::read_person) != Cell::deny;
    EXPECT_EQ(quotas.of(role) > 0, reads) << code(role);
  }
  EXPECT_EQ(quotas.of(Role::coordinator), 300);
  EXPECT_EQ(quotas.of(Role::community_officer), 300);
  EXPECT_EQ(quotas.of(Role::committee), 500);
}

TEST(ReadingQuota, SettingsNameTheRolesThatDiffer) {
  const auto quotas = ReadingQuotas::parse("coordinator=40,committee=0");
  ASSERT_TRUE(quotas.has_value());
  EXPECT_EQ(quotas->of(Role::coordinator), 40);
  EXPECT_EQ(quotas->of(Role::committee), 0);
  EXPECT_EQ(quotas->of(Role::police_team), 300);
  EXPECT_EQ(ReadingQuotas::parse("")->text(), ReadingQuotas().text());
  EXPECT_EQ(ReadingQuotas::parse(quotas->text())->text(), quotas->text());
}

TEST(ReadingQuota, WhatIsNoQuotaIsRefused) {
  for (const auto* bad :
       {"coordinator", "coordinator=", "coordinator=-1", "coordinator=x", "nobody=5", "auditor=5", "system=5",
        "boss=5", "coordinator=5;committee=6", "coordinator=1000000001", ",", "=5"})
    EXPECT_FALSE(ReadingQuotas::parse(bad).has_value()) << bad;
}

TEST(ReadingQuota, AnExtensionDoublesIt) {
  const Day day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}};
  EXPECT_EQ(quota_state(day, 300, {.readings = 5}).quota, 300);
  EXPECT_EQ(quota_state(day, 300, {.readings = 5, .extended_for = QuotaReason::backlog}).quota, 600);
}

// From boundaries 5: a number in full is for who serves, corrects or answers to the law, not for a look.
TEST(PurposeRules, ShowWhatIsNeededAndNameTheirRule) {
  const auto shown = [](Purpose purpose) {
    std::string out;
    for (const auto group : all_field_groups())
      if (shows(purpose, group)) out.append(out.empty() ? "" : " ").append(code(group));
    return out;
  };
  EXPECT_EQ(shown(Purpose::door_check), "identity contact residences employments");
  EXPECT_EQ(shown(Purpose::data_quality), "identity residences employments");
  for (const auto purpose : {Purpose::resident_service, Purpose::data_correction, Purpose::duplicate_review,
                             Purpose::legal_request})
    EXPECT_EQ(shown(purpose), "identity contact residences employments numbers") << code(purpose);
  for (const auto purpose : all_purposes()) {
    EXPECT_FALSE(zh_basis(purpose).empty());
    EXPECT_FALSE(en_basis(purpose).empty());
  }
}

}  // namespace reading_quota_test
}  // namespace weige::access
