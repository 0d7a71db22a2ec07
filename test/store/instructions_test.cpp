// Instructions on both engines (B1, F1; Shows 2 of issue 6): 130 grids, roll-up, tree,
// and what is not asked twice.
#include <gtest/gtest.h>

#include <algorithm>

#include "access/area_actions.h"
#include "access/post_actions.h"
#include "support/in_instructions.h"
#include "teams/message_store.h"
#include "work/instruction_duty_store.h"

namespace weige::work {
namespace instructions_test {

using access::Actor;
using access::AreaKind;
using access::Role;
using store::Transaction;
using testing_support::kTestNow;
using namespace std::chrono_literals;

constexpr auto kDue = kInstructionDue;

class Instructions : public InInstructions {};
WEIGE_BOTH_ENGINES(Instructions);

// B1: office -> police team -> grid, and back.
TEST_P(Instructions, GoThroughThreeTiersAndBack) {
  const auto id = issued_to_team();
  EXPECT_EQ(view(*office_, id).named.instruction.leaves, 1);
  ASSERT_TRUE(pass(*team_, id, {.roles = {Role::grid_leader}}).ok());
  EXPECT_EQ(view(*office_, id).named.instruction.leaves, 2) << "the team's branch hangs on two grids now";
  EXPECT_EQ(tree(*office_, id).size(), 3u);
  EXPECT_EQ(tree(*leader_, id).size(), 1u) << "its own";
  EXPECT_EQ(report(*team_, id, std::nullopt).problem().code, ProblemCode::instruction_branches_open);
  ASSERT_TRUE(report(*leader_, id, 4).ok());
  EXPECT_EQ(view(*office_, id).named.instruction.answered, 1) << "rolled up by itself";
  EXPECT_EQ(view(*team_, id).roll_up.at(0).sum, 4);
  ASSERT_TRUE(report(*leader2_, id, 5).ok());
  EXPECT_EQ(view(*team_, id).below.reported, 2);
  ASSERT_TRUE(as(*team_, [&](const InstructionContext& context) { return accept_seen(context, id); }).ok());
  ASSERT_TRUE(report(*team_, id, std::nullopt).ok());
  EXPECT_EQ(view(*office_, id).named.instruction.state, InstructionState::open) << "not accepted yet";
  ASSERT_TRUE(as(*office_, [&](const InstructionContext& context) { return accept_seen(context, id); }).ok());
  const auto closed = view(*office_, id);
  EXPECT_EQ(closed.named.instruction.state, InstructionState::closed);
  EXPECT_EQ(closed.roll_up.at(0).sum, 9);
  EXPECT_EQ(closed.named.instruction.answered, 2);
  const auto lines = tree(*office_, id);
  for (const auto& line : lines) EXPECT_EQ(line.branch.state, BranchState::closed) << line.title;
}

TEST_P(Instructions, AReturnedAnswerIsNone) {
  const auto id = issued_to_team();
  ASSERT_TRUE(pass(*team_, id, {.posts = {leader_->post()}}).ok());
  ASSERT_TRUE(report(*leader_, id, 4).ok());
  const auto reported = branch_of(*team_, id, leader_->post());
  EXPECT_EQ(set(*team_, reported, BranchState::returned).problem().place, "reason");
  ASSERT_TRUE(set(*team_, reported, BranchState::returned, "少一幢楼").ok());
  EXPECT_EQ(view(*office_, id).named.instruction.answered, 0);
  EXPECT_EQ(view(*leader_, id).own->reason, "少一幢楼");
  EXPECT_EQ(view(*leader_, id).answers.size(), 1u) << "what was filled in is kept";
  ASSERT_TRUE(report(*leader_, id, 6).ok());
  EXPECT_EQ(view(*team_, id).roll_up.at(0).sum, 6);
}

// What the team has answered rests on its grids: the team's answer is returned first.
TEST_P(Instructions, AreReturnedFromAboveAndNotBeneathAnAnswer) {
  const auto id = issued_to_team();
  ASSERT_TRUE(pass(*team_, id, {.posts = {leader_->post()}}).ok());
  ASSERT_TRUE(report(*leader_, id, 4).ok());
  const auto accept = [&](const Actor& who) {
    return as(who, [&](const InstructionContext& context) { return accept_seen(context, id); }).ok();
  };
  ASSERT_TRUE(accept(*team_));
  ASSERT_TRUE(report(*team_, id, std::nullopt).ok());
  const auto back = [&](const Actor& who, access::PostId post) {
    return set(who, branch_of(*office_, id, post), BranchState::returned, "数字不符");
  };
  EXPECT_EQ(back(*team_, leader_->post()).problem().code, ProblemCode::instruction_step);
  ASSERT_TRUE(back(*office_, team_->post()).ok());
  ASSERT_TRUE(back(*team_, leader_->post()).ok());
  ASSERT_TRUE(report(*leader_, id, 5).ok());
  ASSERT_TRUE(accept(*team_));
  ASSERT_TRUE(report(*team_, id, std::nullopt).ok());
  ASSERT_TRUE(accept(*office_));
  EXPECT_EQ(view(*office_, id).named.instruction.state, InstructionState::closed);
  for (const auto& line : tree(*office_, id)) EXPECT_EQ(line.branch.state, BranchState::closed);
}

// Who accepts has seen what is accepted: an answer that came meanwhile is looked at first.
TEST_P(Instructions, AreAcceptedAsTheyWereSeen) {
  const auto id = issued_to_team();
  ASSERT_TRUE(pass(*team_, id, {.roles = {Role::grid_leader}}).ok());
  const auto accept = [&](std::int64_t version) {
    return as(*team_, [&](const InstructionContext& context) {
      return accept_reports(context, {id, version});
    });
  };
  EXPECT_EQ(accept(view(*team_, id).below.version).problem().code, ProblemCode::instruction_step)
      << "none yet";
  ASSERT_TRUE(report(*leader_, id, 4).ok());
  const auto seen = view(*team_, id).below.version;
  ASSERT_TRUE(report(*leader2_, id, 5).ok());
  EXPECT_EQ(accept(seen).problem().code, ProblemCode::version_conflict);
  ASSERT_TRUE(accept(view(*team_, id).below.version).ok());
  EXPECT_EQ(view(*team_, id).below.accepted, 2);
}

TEST_P(Instructions, AreForTheirPostsOnly) {
  const auto id = issued_to_team();
  const auto other = town_->actor(Role::population_office);
  const auto read = [&](const Actor& actor) {
    return db().read([&](Transaction& tx) { return read_instruction({tx, actor, kTestNow}, id); });
  };
  EXPECT_EQ(read(other).problem().code, ProblemCode::not_found);
  EXPECT_EQ(read(*leader_).problem().code, ProblemCode::not_found) << "not passed on to them";
  EXPECT_EQ(read(town_->actor(Role::auditor)).problem().code, ProblemCode::forbidden);
  const auto branch = branch_of(*office_, id, team_->post());
  EXPECT_EQ(set(*leader_, branch, BranchState::received).problem().code, ProblemCode::not_found);
  EXPECT_EQ(set(*office_, branch, BranchState::received).problem().code, ProblemCode::not_found)
      << "only the recipient receives";
  EXPECT_EQ(set(*team_, branch, BranchState::accepted).problem().code, ProblemCode::not_found)
      << "nobody accepts their own";
  auto stale = branch;
  ASSERT_TRUE(set(*team_, branch, BranchState::received).ok());
  EXPECT_EQ(set(*team_, stale, BranchState::in_work).problem().code, ProblemCode::version_conflict);
}

TEST_P(Instructions, RecipientsLieBelowAndWithin) {
  const auto south = town_->area(AreaKind::committee, "310118106002").id;
  const auto south_leader = town_->actor(Role::grid_leader, town_->area(AreaKind::grid, "south-1", south).id);
  EXPECT_EQ(issue(*team_, draft({.posts = {south_leader.post()}})).problem().code, ProblemCode::not_found);
  EXPECT_EQ(issue(*team_, draft({.areas = {south}, .roles = {Role::grid_leader}})).problem().code,
            ProblemCode::not_found);
  EXPECT_EQ(issue(*team_, draft({.roles = {Role::committee}})).problem().code,
            ProblemCode::instruction_nobody);
  EXPECT_EQ(issue(*helper_, draft({.roles = {Role::helper}})).problem().code, ProblemCode::forbidden);
  EXPECT_TRUE(issue(*leader_, draft({.roles = {Role::helper}})).ok()) << "the N forces of the grid";
  EXPECT_EQ(issue(*office_, draft({.areas = {}, .roles = {}})).problem().code,
            ProblemCode::instruction_nobody);
}

TEST_P(Instructions, AreWithdrawnWithAReason) {
  const auto id = issued_to_team();
  ASSERT_TRUE(pass(*team_, id, {.roles = {Role::grid_leader}}).ok());
  const auto one = branch_of(*team_, id, leader_->post());
  ASSERT_TRUE(set(*team_, one, BranchState::withdrawn, "该网格不涉及").ok());
  EXPECT_EQ(view(*office_, id).named.instruction.leaves, 1);
  const auto withdraw = [&](const Actor& actor, const std::string& reason) {
    return as(actor,
              [&](const InstructionContext& context) { return withdraw_instruction(context, id, reason); });
  };
  EXPECT_EQ(withdraw(*team_, "不要了").problem().code, ProblemCode::not_found);
  EXPECT_FALSE(withdraw(*office_, ""));
  ASSERT_TRUE(withdraw(*office_, "已由市里统一核对").ok());
  EXPECT_EQ(view(*leader2_, id).own->state, BranchState::withdrawn);
  EXPECT_TRUE(tick(kTestNow + 2 * kDue).empty());
  EXPECT_EQ(report(*leader2_, id, 1).problem().code, ProblemCode::instruction_step);
  EXPECT_TRUE(erase_old_instructions(db(), kTestNow + kInstructionsKept + 1h).ok());
  EXPECT_EQ(db().read([](Transaction& tx) {
    return tx.scalar<std::int64_t>(
        "SELECT (SELECT count(*) FROM instruction) + (SELECT count(*) FROM instruction_branch) + (SELECT "
        "count(*) FROM instruction_question)");
  }),
            0);
}

TEST_P(Instructions, TheLastBranchWithdrawnGivesTheWorkBack) {
  const auto id = issued_to_team();
  ASSERT_TRUE(pass(*team_, id, {.posts = {leader_->post()}}).ok());
  const auto passed = branch_of(*team_, id, leader_->post());
  ASSERT_TRUE(set(*team_, passed, BranchState::withdrawn, "自己来做").ok());
  EXPECT_EQ(view(*office_, id).named.instruction.leaves, 1);
  EXPECT_TRUE(report(*team_, id, 3).ok()) << "for both its grids";
  EXPECT_EQ(view(*office_, id).roll_up.at(0).sum, 6);
}

// O1, S1: the team hears of it once, and sees who of it has taken it up.
TEST_P(Instructions, AreToldInTheStreamOfEachTeamOnce) {
  const auto stream = [&](access::AreaId grid) {
    return db().read([&](Transaction& tx) { return teams::messages_of(tx, grid, {}); });
  };
  const auto id = issued_to_team();
  EXPECT_TRUE(stream(grid_).empty()) << "it is with the police team still";
  const auto passed = pass(*team_, id, {.posts = {leader_->post()}});
  ASSERT_TRUE(passed.ok());
  ASSERT_EQ(passed->teams.size(), 1u);
  EXPECT_TRUE(std::ranges::count(passed->teams[0].posts, helper_->post())) << "open pages of all the team";
  const auto told = stream(grid_);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].ref, id.value);
  EXPECT_EQ(told[0].text, "") << "what is asked is for those who have a branch";
  const auto receipts = [&] {
    return db().read([&](Transaction& tx) { return teams::receipts_of(tx, told[0].id); });
  };
  ASSERT_TRUE(set(*leader_, branch_of(*team_, id, leader_->post()), BranchState::received).ok());
  EXPECT_EQ(receipts().at(0).post, leader_->post()) << "receiving is the receipt";
  const auto further = pass(*leader_, id, {.roles = {Role::helper}});
  EXPECT_TRUE(further.ok() && further->teams.empty());
  EXPECT_EQ(stream(grid_).size(), 1u) << "once a team, however often it is passed on";
  ASSERT_TRUE(report(*helper_, id, 2).ok());
  EXPECT_EQ(receipts().size(), 2u);
  ASSERT_TRUE(pass(*team_, id, {.posts = {leader2_->post()}}).ok());
  EXPECT_EQ(stream(grid2_).size(), 1u);
}

// What the register knows is not sent down; what was answered is not asked twice.
TEST_P(Instructions, TheRegisterAnswersAtOnce) {
  const auto id =
      issue(*office_, draft({.roles = {Role::grid_leader}}, {{.kind = QuestionKind::register_figure,
                                                              .text = "实有人口",
                                                              .figure = RegisterFigure::residents}}))
          .value()
          .view.named.instruction.id;
  const auto seen = view(*office_, id);
  EXPECT_EQ(seen.named.instruction.state, InstructionState::closed);
  EXPECT_EQ(seen.figures.size(), 2u) << "of each grid";
  EXPECT_TRUE(tree(*office_, id).empty()) << "nobody was asked";
}

TEST_P(Instructions, TheSameIsNotAskedTwiceInAMonth) {
  const auto id = issued_to_team();
  ASSERT_TRUE(report(*team_, id, 4).ok());
  auto again =
      draft({.posts = {team_->post()}}, {{.kind = QuestionKind::grid_figure, .text = "空置房屋 数。"}});
  const auto check = [&](Instant now) {
    again.due = now + kDue;
    return db().read([&](Transaction& tx) { return check_draft({tx, *office_, now}, again); }).value();
  };
  const auto shown = check(kTestNow);
  ASSERT_EQ(shown.earlier.size(), 1u);
  ASSERT_EQ(shown.earlier[0].answers.size(), 2u) << "the team's two grids";
  EXPECT_EQ(shown.earlier[0].answers[0].number, 4);
  EXPECT_EQ(issue(*office_, again).problem().code, ProblemCode::instruction_asked_before);
  again.ask_again = true;
  EXPECT_TRUE(issue(*office_, again).ok());
  EXPECT_TRUE(check(kTestNow + std::chrono::days{40}).earlier.empty()) << "another month";
}

// Shows 2: an instruction to 130 grids closes only when every branch has an answer.
TEST_P(Instructions, OneToAHundredAndThirtyGrids) {
  std::vector<Actor> leaders{*leader_, *leader2_};
  const auto holder = town_->account("holds.many");
  for (int i = 3; i <= 130; ++i) {
    const auto area = town_->area(AreaKind::grid, "north-" + std::to_string(i), north_).id;
    const auto post = town_->post(Role::grid_leader, area, holder);
    leaders.push_back(
        db().read([&](Transaction& tx) { return Actor::resume(tx, kTestNow, holder, post.id, std::nullopt); })
            .value());
  }
  const auto id = issued_to_team();
  ASSERT_TRUE(pass(*team_, id, {.roles = {Role::grid_leader}}).ok());
  EXPECT_EQ(view(*office_, id).named.instruction.leaves, 130);
  const auto due = kTestNow + kDue;
  for (std::size_t i = 0; i + 1 < leaders.size(); ++i) ASSERT_TRUE(report(leaders[i], id, 1).ok());
  EXPECT_EQ(view(*office_, id).named.instruction.answered, 129);
  ASSERT_TRUE(as(*team_, [&](const InstructionContext& context) { return accept_seen(context, id); }).ok());
  EXPECT_EQ(report(*team_, id, std::nullopt).problem().code, ProblemCode::instruction_branches_open);
  EXPECT_EQ(tick(due - 24h).size(), 2u) << "only who has not answered, and the team";
  EXPECT_EQ(tick(due).size(), 4u);
  const auto lines = tree(*office_, id, due);
  EXPECT_EQ(
      std::ranges::count_if(
          lines, [&](const BranchLine& line) { return line.branch.parent && is_overdue(line.branch, due); }),
      1)
      << "where it hangs";
  ASSERT_TRUE(report(leaders.back(), id, 1, due + 1h).ok());
  ASSERT_TRUE(as(*team_, [&](const InstructionContext& context) { return accept_seen(context, id); }).ok());
  ASSERT_TRUE(report(*team_, id, std::nullopt).ok());
  ASSERT_TRUE(as(*office_, [&](const InstructionContext& context) { return accept_seen(context, id); }).ok());
  EXPECT_EQ(view(*office_, id).named.instruction.state, InstructionState::closed);
  EXPECT_EQ(view(*office_, id).roll_up.at(0).sum, 130);
  EXPECT_TRUE(tick(due + 1000h).empty());
  const auto duties = db().read([&](Transaction& tx) { return instructions_in_time(tx, due, due + 1h); });
  EXPECT_EQ(duties.size(), 130u);
  EXPECT_EQ(duties.at(grid_.value), (norms::DutyCount{.done = 1, .due = 1}));
  EXPECT_EQ(duties.at(leaders.back().area().value), (norms::DutyCount{.done = 0, .due = 1}))
      << "an hour late";
}

TEST_P(Instructions, FilesGoWithThemAndAreForTheirPosts) {
  const auto add = [&](const Actor& actor, const std::string& bytes) {
    return as(actor, [&](const InstructionContext& context) {
      return add_instruction_file(context, "通知.pdf", bytes);
    });
  };
  EXPECT_EQ(add(*office_, "MZ").problem().code, ProblemCode::instruction_file_kind);
  EXPECT_EQ(add(*helper_, "%PDF-1.7 甲").problem().code, ProblemCode::forbidden);
  const auto file = add(*office_, "%PDF-1.7 甲").value();
  const auto theirs = add(*team_, "%PDF-1.7 乙").value();
  auto wanted = draft({.posts = {team_->post()}});
  wanted.files = {theirs.id};
  EXPECT_EQ(issue(*office_, wanted).problem().place, "files") << "somebody else's";
  wanted.files = {file.id};
  const auto id = issue(*office_, wanted).value().view.named.instruction.id;
  EXPECT_EQ(issue(*office_, wanted).problem().place, "files") << "issued already";
  const auto read = [&](const Actor& actor, InstructionFileId which) {
    return db().read([&](Transaction& tx) {
      return read_instruction_file({tx, actor, kTestNow}, id, which);
    });
  };
  EXPECT_EQ(read(*team_, file.id).value().bytes, "%PDF-1.7 甲");
  EXPECT_EQ(read(*leader_, file.id).problem().code, ProblemCode::not_found);
  EXPECT_EQ(read(*team_, theirs.id).problem().code, ProblemCode::not_found);
  EXPECT_TRUE(erase_old_instructions(db(), kTestNow + 25h).ok());
  EXPECT_EQ(db().read([](Transaction& tx) {
    return tx.scalar<std::int64_t>("SELECT count(*) FROM instruction_file");
  }),
            1)
      << "what was never issued is gone after a day";
}

TEST_P(Instructions, ListsTellWhatWaits) {
  const auto id = issued_to_team();
  const auto list = [&](const Actor& actor, InstructionBox box) {
    return db()
        .read([&](Transaction& tx) {
          return list_instructions({tx, actor, kTestNow}, {.box = box, .limit = 1});
        })
        .value();
  };
  EXPECT_EQ(list(*team_, InstructionBox::to_me).items.at(0).own, BranchState::issued);
  EXPECT_TRUE(list(*office_, InstructionBox::to_me).items.empty());
  ASSERT_TRUE(report(*team_, id, 1).ok());
  EXPECT_EQ(list(*office_, InstructionBox::by_me).items.at(0).to_decide, 1);
  EXPECT_FALSE(list(*office_, InstructionBox::by_me).next_cursor);
  ASSERT_TRUE(issue(*office_, draft({.posts = {team_->post()}})).ok());
  const auto first = list(*office_, InstructionBox::by_me);
  ASSERT_TRUE(first.next_cursor);
  const auto second = db().read([&](Transaction& tx) {
                            return list_instructions(
                                {tx, *office_, kTestNow},
                                {.box = InstructionBox::by_me, .cursor = *first.next_cursor, .limit = 1});
                          })
                          .value();
  ASSERT_EQ(second.items.size(), 1u);
  EXPECT_NE(second.items[0].named.instruction.id, first.items[0].named.instruction.id);
}

}  // namespace instructions_test
}  // namespace weige::work
