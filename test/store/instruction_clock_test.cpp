// The clock of instructions (B1; Shows 2 of issue 6) on both engines: due, reminder, escalation, extension,
// urging.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/in_instructions.h"

namespace weige::work {
namespace instruction_clock_test {

using access::Actor;
using access::Role;
using store::Transaction;
using testing_support::kTestNow;
using namespace std::chrono_literals;

constexpr auto kDue = kInstructionDue;

class InstructionClock : public InInstructions {};
WEIGE_BOTH_ENGINES(InstructionClock);

// F1: reminder, due, escalation, extension, by a clock that is told.
TEST_P(InstructionClock, AreRemindedAndEscalatedOnce) {
  const auto id = issued_to_team();
  ASSERT_TRUE(pass(*team_, id, {.posts = {leader_->post()}}).ok());
  const auto due = kTestNow + kDue;
  EXPECT_TRUE(tick(due - 25h).empty());
  auto told = tick(due - 24h);
  EXPECT_EQ(told.size(), 2u) << "the team's branch and the leader's";
  EXPECT_TRUE(tick(due - 23h).empty()) << "once";
  told = tick(due);
  EXPECT_TRUE(was_told(told, leader_->post()));
  EXPECT_TRUE(was_told(told, team_->post())) << "that its branch is due, and that the leader's is overdue";
  EXPECT_TRUE(was_told(told, office_->post())) << "that the team's is overdue";
  EXPECT_TRUE(tick(due + 1h).empty());
  told = tick(due + 24h);
  ASSERT_EQ(told.size(), 1u) << "the leader's branch goes one tier further up";
  EXPECT_EQ(told[0].post, office_->post());
  EXPECT_TRUE(tick(due + 1000h).empty()) << "nobody is above the issuer";
  const auto lines = tree(*office_, id, due + 24h);
  EXPECT_TRUE(std::ranges::all_of(lines, [](const auto& line) { return line.told == "escalated"; }));
  const auto counts = db().read([&](Transaction& tx) {
    return count_own_instructions({tx, *team_, due + 24h}).value();
  });
  EXPECT_EQ(counts, (InstructionCounts{.to_answer = 1, .overdue = 1, .to_decide = 0, .hanging = 1}));
}

TEST_P(InstructionClock, AnExtensionMovesTheClock) {
  const auto id = issued_to_team();
  const auto due = kTestNow + kDue;
  const auto ask = [&](Instant until, const std::string& reason) {
    const auto step = step_of(*team_, id);
    return as(*team_, [&](const InstructionContext& context) {
      return ask_extension(context, {step, until, reason});
    });
  };
  EXPECT_EQ(ask(due, "人手不够").problem().code, ProblemCode::instruction_due);
  EXPECT_EQ(ask(due + 48h, "找 13800138000").problem().code, ProblemCode::names_a_number);
  ASSERT_TRUE(ask(due + 48h, "人手不够").ok());
  EXPECT_EQ(view(*office_, id).below.extensions, 1);
  const auto decide = [&](bool granted, std::optional<std::string> answer) {
    const auto branch = branch_of(*office_, id, team_->post());
    return as(*office_, [&](const InstructionContext& context) {
      return decide_extension(context, {{branch.id, branch.version}, granted, answer});
    });
  };
  EXPECT_EQ(decide(false, std::nullopt).problem().place, "answer");
  ASSERT_TRUE(decide(true, std::nullopt).ok());
  EXPECT_EQ(view(*team_, id).own->due, due + 48h);
  EXPECT_TRUE(tick(due).empty()) << "not due any more";
  EXPECT_EQ(tick(due + 24h).size(), 1u) << "the reminder, a day before the new time";
  EXPECT_EQ(tick(due + 48h).size(), 2u);
}

TEST_P(InstructionClock, AnExtensionIsForThoseBelowAsWell) {
  const auto id = issued_to_team();
  ASSERT_TRUE(pass(*team_, id, {.roles = {Role::grid_leader}}).ok());
  const auto due = kTestNow + kDue;
  const auto ask = [&](const Actor& who, Instant until) {
    const auto step = step_of(who, id);
    return as(who, [&](const InstructionContext& context) {
      return ask_extension(context, {step, until, "人手不够"});
    });
  };
  const auto grant = [&](const Actor& above, access::PostId post) {
    const auto branch = branch_of(above, id, post);
    return as(above, [&](const InstructionContext& context) {
      return decide_extension(context, {{branch.id, branch.version}, true, std::nullopt});
    });
  };
  ASSERT_TRUE(ask(*leader_, due + 24h).ok());
  EXPECT_EQ(grant(*team_, leader_->post()).problem().code, ProblemCode::instruction_due)
      << "the team has no more time itself";
  ASSERT_TRUE(ask(*team_, due + 48h).ok());
  ASSERT_TRUE(grant(*office_, team_->post()).ok());
  EXPECT_EQ(view(*leader_, id).own->due, due + 48h);
  EXPECT_EQ(view(*leader2_, id).own->due, due + 48h);
  EXPECT_TRUE(tick(due).empty()) << "nobody is late any more";
}

TEST_P(InstructionClock, WhatComesBackLateIsRemindedAnew) {
  const auto id = issued_to_team();
  const auto late = kTestNow + kDue;
  EXPECT_FALSE(tick(late).empty());
  ASSERT_TRUE(report(*team_, id, 4).ok());
  EXPECT_TRUE(tick(late + 1h).empty());
  ASSERT_TRUE(set(*office_, branch_of(*office_, id, team_->post()), BranchState::returned, "少一幢楼").ok());
  EXPECT_FALSE(tick(late + 2h).empty());
}

TEST_P(InstructionClock, AreUrgedByHandOnceAnHour) {
  const auto id = issued_to_team();
  const auto urge = [&](Instant now) {
    return as(
        *office_, [&](const InstructionContext& context) { return urge_branches(context, id, {}); }, now);
  };
  EXPECT_TRUE(std::ranges::count(urge(kTestNow).value().told, team_->post()));
  EXPECT_FALSE(std::ranges::count(urge(kTestNow + 59min).value().told, team_->post()));
  EXPECT_TRUE(std::ranges::count(urge(kTestNow + 61min).value().told, team_->post()));
}

}  // namespace instruction_clock_test
}  // namespace weige::work
