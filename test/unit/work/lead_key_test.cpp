// Who may read a post's letters, and when letters to come need another key.
#include "work/lead_key.h"

#include <gtest/gtest.h>

namespace weige::work {
namespace lead_key_test {

using access::AccountId;

access::Post post_of(AccountId holder) {
  access::Post post{
      .id = {7}, .role = access::Role::community_officer, .area = {2}, .area_name = "", .title = ""};
  post.holder = holder;
  return post;
}

std::vector<std::pair<std::int64_t, std::string>> told(const access::Post& post) {
  std::vector<std::pair<std::int64_t, std::string>> out;
  for (const auto& member : lead_members(post)) out.emplace_back(member.account.value, code(member.as));
  return out;
}

TEST(LeadKey, HolderDeputiesAndSuccessorServe) {
  auto post = post_of({1});
  post.deputies = {{.account = {2}, .name = "乙", .from = {}, .until = {}}};
  post.successor = access::Successor{.account = {3}, .name = "丙"};
  EXPECT_EQ(told(post), (std::vector<std::pair<std::int64_t, std::string>>{
                            {1, "holder"}, {2, "deputy"}, {3, "successor"}}));
  post.successor->account = {2};
  EXPECT_EQ(told(post), (std::vector<std::pair<std::int64_t, std::string>>{{1, "holder"}, {2, "deputy"}}))
      << "each once";
  post.holder.reset();
  EXPECT_EQ(told(post), (std::vector<std::pair<std::int64_t, std::string>>{{2, "deputy"}}));
}

TEST(LeadKey, WhoLeftWithTheKeyMakesItOld) {
  const auto members = lead_members(post_of({1}));
  const LeadShare own{.key = {9}, .account = {1}, .public_key = {}, .wrapped_private = {}};
  auto other = own;
  other.account = {2};
  const std::vector of_own{own}, of_both{own, other};
  EXPECT_FALSE(is_renewal_due(of_own, members));
  EXPECT_TRUE(is_renewal_due(of_both, members));
  EXPECT_FALSE(is_renewal_due({}, members)) << "no key yet";
}

TEST(Lead, StatesThatAnOfficerGives) {
  for (const auto state : {LeadState::read, LeadState::followed_up, LeadState::unfounded})
    EXPECT_EQ(lead_mark_of(code(state)), state);
  EXPECT_EQ(lead_state_of("waiting"), LeadState::waiting);
  EXPECT_EQ(lead_mark_of("waiting"), std::nullopt);
  EXPECT_EQ(lead_mark_of("suspicious"), std::nullopt);
}

TEST(Lead, EndsAfterNinetyDays) {
  EXPECT_EQ(to_iso(lead_expiry(*parse_iso_day("2026-11-23"))), "2027-02-21");
}

}  // namespace lead_key_test
}  // namespace weige::work
