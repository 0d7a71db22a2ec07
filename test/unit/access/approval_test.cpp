#include "access/approval.h"

#include <gtest/gtest.h>

#include <set>

#include "access/grant.h"

namespace weige::access {
namespace approval_test {

ApprovalContent content(std::string_view numbers = "masked") {
  return ApprovalContent{}.put("file", "residents").put("numbers", numbers).put("format", "csv");
}

TEST(ApprovalContent, IsWrittenOneWayWhateverTheOrder) {
  EXPECT_EQ(content().text(), "file=residents,format=csv,numbers=masked");
  EXPECT_EQ(ApprovalContent{}.put("numbers", "masked").put("format", "csv").put("file", "residents"),
            content());
  EXPECT_EQ(ApprovalContent::parse(content().text()), content());
  EXPECT_EQ(content().get("file"), "residents");
  EXPECT_EQ(content().get("purpose"), "");
}

TEST(ApprovalContent, ReadsNothingElse) {
  for (const std::string_view text :
       {"b=1,a=2", "a", "a=", "=1", "a=1,", ",a=1", "a=1,a=1", "a=1=2", "a=1,,b=2"})
    EXPECT_FALSE(ApprovalContent::parse(text).has_value()) << text;
  EXPECT_EQ(ApprovalContent::parse(""), ApprovalContent{});
}

TEST(ApprovalContent, HoldsNoTextThatCouldPassForAnother) {
  EXPECT_THROW(ApprovalContent{}.put("a", "1,b=2"), std::logic_error);
  EXPECT_THROW(ApprovalContent{}.put("a=1", "b"), std::logic_error);
  EXPECT_THROW(ApprovalContent{}.put("a", ""), std::logic_error);
}

TEST(ApprovalContent, NamesIdsOneWayEachOnce) {
  const std::vector<std::int64_t> ids{30, 4, 9007199254740991, 4}, sorted{4, 30, 9007199254740991};
  const auto named = ApprovalContent{}.put_ids("people", ids);
  EXPECT_EQ(named.text(), "people=4 30 9007199254740991");
  EXPECT_EQ(named.ids("people"), sorted);
  EXPECT_EQ(ApprovalContent{}.put_ids("people", sorted), named);
  EXPECT_TRUE(named.ids("others").empty());
}

TEST(ApprovalDigest, DiffersWithKindAreaAndContent) {
  const AreaId area{7};
  const std::set<std::string> digests{digest_of(ApprovalKind::bulk_export, area, content()),
                                      digest_of(ApprovalKind::bulk_erasure, area, content()),
                                      digest_of(ApprovalKind::bulk_export, AreaId{8}, content()),
                                      digest_of(ApprovalKind::bulk_export, std::nullopt, content()),
                                      digest_of(ApprovalKind::bulk_export, area, content("full"))};
  EXPECT_EQ(digests.size(), 5u);
  EXPECT_EQ(digest_of(ApprovalKind::bulk_export, area, content()),
            digest_of(ApprovalKind::bulk_export, area, content()));
  EXPECT_EQ(digests.begin()->size(), 64u);
}

// By hand: who exports may approve exports; the office erasures; posts the other kind of administrator.
TEST(MaySecond, IsWhoHasTheRightAndForPostsTheOtherAdministrator) {
  const std::set<Role> exports{Role::population_office, Role::committee, Role::police_station};
  for (const Role asker : all_roles())
    for (const Role second : all_roles()) {
      EXPECT_EQ(may_second(ApprovalKind::bulk_export, asker, second), exports.contains(second))
          << code(second);
      EXPECT_EQ(may_second(ApprovalKind::bulk_erasure, asker, second), second == Role::population_office);
      const bool is_admin = second == Role::system_admin || second == Role::security_admin;
      EXPECT_EQ(may_second(ApprovalKind::role_grant, asker, second), is_admin && asker != second)
          << code(asker) << " " << code(second);
    }
}

TEST(ApprovalReason, IsNeededShortAndClean) {
  EXPECT_EQ(check_approval_reason("  ").problem().code, ProblemCode::approval_needed);
  EXPECT_EQ(check_approval_reason("").problem().place, "reason");
  EXPECT_EQ(check_approval_reason(std::string(201, 'a')).problem().code, ProblemCode::too_long);
  EXPECT_EQ(check_approval_reason("年底核对\n").problem().code, ProblemCode::bad_characters);
  EXPECT_TRUE(check_approval_reason("年底与派出所核对").ok());
}

TEST(TwoPersonsSetting, HasTwoValuesAndShipsRequired) {
  EXPECT_EQ(ApprovalRules{}.two_persons, TwoPersons::required);
  EXPECT_EQ(two_persons_of("off"), TwoPersons::off);
  EXPECT_EQ(two_persons_of("required"), TwoPersons::required);
  EXPECT_FALSE(two_persons_of("offered").has_value());
}

TEST(GrantContent, IsReadBackExactly) {
  const Instant from{std::chrono::hours{500'000}}, until = from + std::chrono::hours{48};
  for (const Grant& grant :
       {Grant{.post = PostId{3}, .account = AccountId{4}},
        Grant{.way = GrantWay::successor, .post = PostId{3}, .account = AccountId{4}},
        Grant{.way = GrantWay::successor, .post = PostId{3}, .account = AccountId{4}, .from = from},
        Grant{.way = GrantWay::deputy,
        .post = PostId{3},
        .account = AccountId{4},
        .from = from,
        .until = until,
        .reason = DeputyReason::training}})
    EXPECT_EQ(grant_of(content_of(grant)), grant) << content_of(grant).text();
  EXPECT_EQ(content_of({.post = PostId{3}, .account = AccountId{4}}).text(), "account=4,post=3,way=holder");
}

TEST(GrantContent, OfSomethingElseIsNone) {
  auto more = content_of({.post = PostId{3}, .account = AccountId{4}});
  more.put("also", "9");
  EXPECT_FALSE(grant_of(more).has_value());
  EXPECT_FALSE(grant_of(content()).has_value());
  EXPECT_FALSE(
      grant_of(ApprovalContent{}.put("way", "holder").put("post", "03").put("account", "4")).has_value());
}

TEST(GrantRoles, AreAllButThoseOfHelpersAndResidents) {
  const std::set<Role> spared{Role::nobody, Role::helper, Role::resident, Role::system};
  for (const Role role : all_roles())
    EXPECT_EQ(needs_second_person(role), !spared.contains(role)) << code(role);
}

}  // namespace approval_test
}  // namespace weige::access
