// When a team is complete, and what lacks where it is not (A2, K5; domain.md, "Team").
#include "teams/team.h"

#include <gtest/gtest.h>

#include "support/test_time.h"

namespace weige::teams {
namespace team_test {

using access::Role;
using testing_support::kTestNow;

TeamSeat held(Role role, std::optional<Instant> signed_at = kTestNow - std::chrono::hours{24}) {
  access::Post post{.id = access::PostId{7}, .role = role, .area = access::AreaId{2}};
  post.holder = access::AccountId{9};
  return {.role = role, .post = post, .signed_at = signed_at};
}

TeamFacts whole() {
  return {.populated = true,
          .seats = {held(Role::grid_leader), held(Role::community_officer), held(Role::coordinator)},
          .forces = {{.kind = "volunteer", .present = 2}, {.kind = "property_guard", .considered = true}}};
}

TEST(Team, IsCompleteWithThreePostsSignedAndEachKindConsidered) {
  EXPECT_TRUE(lacks_of(whole(), kTestNow).empty());
  EXPECT_EQ(state_of({}), TeamState::complete);
}

TEST(Team, IsFormingUntilEachThingWasThereOnce) {
  auto facts = whole();
  facts.seats[2] = {.role = Role::coordinator};
  facts.forces.push_back({.kind = "housing_agent"});
  const auto lacks = lacks_of(facts, kTestNow);
  const std::vector<Lack> wanted{{LackKind::post_missing, "coordinator"},
                                 {LackKind::kind_open, "housing_agent"}};
  EXPECT_EQ(lacks, wanted);
  EXPECT_EQ(state_of(lacks), TeamState::forming);
}

TEST(Team, IsIncompleteWhenAHolderLeftWithoutASuccessor) {
  auto facts = whole();
  facts.seats[0].post->holder.reset();
  facts.seats[0].post->vacancy = access::Vacancy{.since = kTestNow, .reason = {}};
  const auto lacks = lacks_of(facts, kTestNow);
  EXPECT_EQ(lacks, (std::vector<Lack>{{LackKind::post_vacant, "grid_leader"}}));
  EXPECT_EQ(state_of(lacks), TeamState::incomplete);
}

TEST(Team, MindsUndertakings) {
  auto facts = whole();
  facts.seats[1] = held(Role::community_officer, std::nullopt);
  facts.forces[0].unsigned_helpers = 2;
  EXPECT_EQ(lacks_of(facts, kTestNow),
            (std::vector<Lack>{{LackKind::undertaking_missing, "community_officer"},
                               {LackKind::helpers_unsigned, "volunteer", 2}}));
  facts = whole();
  facts.seats[1] = held(Role::community_officer, kTestNow - std::chrono::days{400});
  const auto over = lacks_of(facts, kTestNow);
  EXPECT_EQ(over, (std::vector<Lack>{{LackKind::undertaking_over, "community_officer"}}));
  EXPECT_EQ(state_of(over), TeamState::incomplete);
}

TEST(Team, WithoutPopulationElementsNeedsNoCoordinator) {
  auto facts = whole();
  facts.populated = false;
  facts.seats[2] = {.role = Role::coordinator};
  EXPECT_TRUE(lacks_of(facts, kTestNow).empty());
}

TEST(Team, OfWhichAllOfAKindHaveLeftIsIncomplete) {
  auto facts = whole();
  facts.forces[0] = {.kind = "volunteer", .left = 3};
  EXPECT_EQ(state_of(lacks_of(facts, kTestNow)), TeamState::incomplete);
}

}  // namespace team_test
}  // namespace weige::teams
