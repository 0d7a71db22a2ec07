// States, tiers and the clock of instructions (B1).
#include "work/instruction.h"

#include <gtest/gtest.h>

#include "support/test_time.h"

namespace weige::work {
namespace instruction_test {

using access::Role;
using testing_support::kTestNow;
using namespace std::chrono_literals;

constexpr BranchState kAllStates[] = {BranchState::issued,   BranchState::received, BranchState::in_work,
                                      BranchState::reported, BranchState::accepted, BranchState::returned,
                                      BranchState::closed,   BranchState::withdrawn};

TEST(Instruction, StatesHaveCodesAndNames) {
  for (const auto state : kAllStates) {
    EXPECT_EQ(branch_state_of(code(state)), state);
    EXPECT_FALSE(zh_name(state).empty());
    EXPECT_FALSE(en_name(state).empty());
    EXPECT_FALSE(is_waiting(state) && has_answer(state)) << code(state);
    EXPECT_FALSE(is_waiting(state) && is_settled(state)) << code(state);
    EXPECT_FALSE(may_follow(state, BranchState::issued)) << code(state);
  }
  EXPECT_FALSE(branch_state_of("done"));
}

TEST(Instruction, StepsFollowTheDiagram) {
  using enum BranchState;
  EXPECT_TRUE(may_follow(issued, received));
  EXPECT_FALSE(may_follow(in_work, received));
  EXPECT_TRUE(may_follow(issued, reported)) << "who answers at once has received it";
  EXPECT_TRUE(may_follow(returned, reported));
  EXPECT_FALSE(may_follow(reported, reported));
  EXPECT_TRUE(may_follow(reported, accepted));
  EXPECT_FALSE(may_follow(in_work, accepted));
  EXPECT_TRUE(may_follow(accepted, returned));
  EXPECT_TRUE(may_follow(accepted, closed));
  EXPECT_FALSE(may_follow(reported, closed)) << "it closes only when the answer is accepted";
  EXPECT_FALSE(may_follow(closed, withdrawn));
}

TEST(Instruction, GoesDownTheTiersOnly) {
  EXPECT_TRUE(may_receive(Role::population_office, Role::police_team));
  EXPECT_TRUE(may_receive(Role::population_office, Role::grid_leader));
  EXPECT_TRUE(may_receive(Role::police_station, Role::police_team));
  EXPECT_TRUE(may_receive(Role::police_team, Role::community_officer));
  EXPECT_TRUE(may_receive(Role::community_officer, Role::coordinator));
  EXPECT_TRUE(may_receive(Role::grid_leader, Role::helper));
  EXPECT_FALSE(may_receive(Role::police_team, Role::committee));
  EXPECT_FALSE(may_receive(Role::grid_leader, Role::community_officer));
  EXPECT_FALSE(may_receive(Role::population_office, Role::resident));
  EXPECT_FALSE(may_receive(Role::auditor, Role::helper));
}

TEST(Instruction, IsDueInTimeAndNoLaterThanAbove) {
  EXPECT_TRUE(check_due(kTestNow, kTestNow + 1h, std::nullopt).ok());
  EXPECT_FALSE(check_due(kTestNow, kTestNow, std::nullopt).ok());
  EXPECT_FALSE(check_due(kTestNow, kTestNow + kFarthestDue + 1s, std::nullopt).ok());
  EXPECT_TRUE(check_due(kTestNow, kTestNow + 2h, kTestNow + 2h).ok());
  EXPECT_FALSE(check_due(kTestNow, kTestNow + 3h, kTestNow + 2h).ok());
}

TEST(Instruction, IsRemindedADayBeforeOrHalfWay) {
  EXPECT_EQ(reminder_at(kTestNow, kTestNow + 240h), kTestNow + 216h);
  EXPECT_EQ(reminder_at(kTestNow, kTestNow + 10h), kTestNow + 5h);
}

TEST(Instruction, TheClockTellsOneMoreTierADay) {
  const auto due = kTestNow + 100h;
  EXPECT_EQ(clock_from(kTestNow, kTestNow, due).at, due - 24h);
  EXPECT_EQ(clock_from(due + 1h, kTestNow, due).step, 1) << "it is due already";
  const auto when_due = clock_after(0, due, 2);
  EXPECT_EQ(when_due.step, 1);
  EXPECT_EQ(when_due.at, due);
  const auto a_day_later = clock_after(1, due, 2);
  EXPECT_EQ(a_day_later.step, 2);
  EXPECT_EQ(a_day_later.at, due + 24h);
  EXPECT_FALSE(clock_after(2, due, 2).at) << "the issuer is the last";
  EXPECT_FALSE(clock_after(1, due, 1).at) << "directly below the issuer";
}

}  // namespace instruction_test
}  // namespace weige::work
