// Teams on both engines: who belongs to them, how their lists are kept, what their streams hold, what robots
// are sent, and which duties that proves (L1, L10, O1, N1, N2, N7, N10, A2, G1, K5).
#include <gtest/gtest.h>

#include "access/post_actions.h"
#include "access/post_store.h"
#include "support/in_access_town.h"
#include "teams/duty_share_actions.h"
#include "teams/helper_actions.h"
#include "teams/message_actions.h"
#include "teams/robot_actions.h"
#include "teams/supervision_actions.h"
#include "teams/team_duty_store.h"

namespace weige::teams {
namespace teams_test {

using access::Actor;
using access::AreaKind;
using access::Role;
using store::Transaction;
using testing_support::kTestNow;
using namespace std::chrono;

constexpr Day kFirst = 2026y / November / 1, kAfter = 2026y / December / 1;

class Teams : public testing_support::InAccessTown {
 protected:
  void SetUp() override {
    InAccessTown::SetUp();
    if (IsSkipped()) return;
    north_ = town().area(AreaKind::committee, "310118106001").id;
    grid_ = town().area(AreaKind::grid, "north-1", north_).id;
    other_ = town().area(AreaKind::grid, "south-1", town().area(AreaKind::committee, "310118106002").id).id;
    officer_.emplace(town().actor(Role::community_officer, north_));
    leader_.emplace(town().actor(Role::grid_leader, grid_));
  }
  template <class F>
  auto as(const Actor& actor, F&& f, Instant now = kTestNow) {
    return db().write([&](Transaction& tx) { return f(TeamContext{tx, actor, now}); });
  }
  HelperFields fields(const std::string& name = "王小明") {
    return {.kind = "volunteer",
            .name = name,
            .phone = "13800138000",
            .channel = Channel::group,
            .undertaking_on = 2026y / November / 2,
            .joined_on = 2026y / November / 1};
  }
  Helper enlisted(const std::string& name = "王小明") {
    return as(*leader_, [&](const TeamContext& c) { return enlist_helper(c, grid_, fields(name)); })
        .value()
        .helper;
  }
  TeamDetail team() {
    return as(*officer_, [&](const TeamContext& c) { return read_team(c, grid_); }).value();
  }
  Stream stream(const Actor& actor) {
    return as(actor, [&](const TeamContext& c) { return read_stream(c, grid_, {}); }).value();
  }
  norms::DutyCount counted(norms::DutyCounts (*duty)(Transaction&, const access::Scope&, Day, Day)) {
    return db()
        .read([&](Transaction& tx) { return duty(tx, leader_->scope(), kFirst, kAfter); })
        .at(grid_.value);
  }

  access::AreaId north_{}, grid_{}, other_{};
  std::optional<Actor> officer_, leader_;
};
WEIGE_BOTH_ENGINES(Teams);

TEST_P(Teams, AreTheNearestPostsThatCoverTheGrid) {
  const auto near = town().actor(Role::community_officer, grid_);
  const auto helper = town().actor(Role::helper, grid_);
  const auto found = db().read([&](Transaction& tx) { return team_of(tx, grid_); });
  EXPECT_EQ(found.leader, leader_->post());
  EXPECT_EQ(found.officer, near.post()) << "not the one for the whole committee";
  EXPECT_FALSE(found.coordinator);
  EXPECT_EQ(found.helpers, std::vector{helper.post()});
  EXPECT_EQ(db().read([&](Transaction& tx) { return all_teams(tx); }).at(grid_.value).leader,
            leader_->post());
}

TEST_P(Teams, BecomeCompleteAndTellWhatLacks) {
  EXPECT_EQ(team().view.state, TeamState::forming);
  const auto coordinator = town().actor(Role::coordinator, grid_);
  enlisted();
  for (const auto* kind :
       {"grid_staff", "community_worker", "property_guard", "personnel_manager", "housing_agent"})
    EXPECT_TRUE(as(*leader_, [&](const TeamContext& c) {
      return note_kind(c, grid_, {kind, "本网格没有"});
    }));
  EXPECT_EQ(team().view.state, TeamState::complete);
  ASSERT_TRUE(as_system([&](Transaction& tx, const Actor& actor) {
    return access::take_back_post(tx, kTestNow, actor, coordinator.post());
  }));
  EXPECT_EQ(team().view.state, TeamState::incomplete);
  EXPECT_EQ(team().view.lacks, (std::vector<Lack>{{LackKind::post_vacant, "coordinator"}}));
}

// Out of scope is answered like absent; helpers see their own grid and nobody's contact.
TEST_P(Teams, AreSeenByWhoCoversThem) {
  const auto refused = as(*leader_, [&](const TeamContext& c) { return read_team(c, other_); });
  EXPECT_EQ(refused.problem().code, ProblemCode::not_found);
  const auto helper = town().actor(Role::helper, grid_);
  EXPECT_EQ(as(helper, [&](const TeamContext& c) { return list_teams(c); }).value().size(), 1u);
  EXPECT_FALSE(as(helper, [&](const TeamContext& c) { return read_team(c, other_); }));
  EXPECT_EQ(
      as(helper, [&](const TeamContext& c) { return list_helpers(c, grid_, Which::all); }).problem().code,
      ProblemCode::forbidden);
  const auto group = town().actor(Role::working_group);
  EXPECT_EQ(as(group, [&](const TeamContext& c) { return list_teams(c); }).value().size(), 2u);
  EXPECT_FALSE(as(group, [&](const TeamContext& c) { return list_helpers(c, grid_, Which::all); }));
}

TEST_P(Teams, KeepPhonesSealed) {
  const auto helper = enlisted();
  const auto stored = db().read([&](Transaction& tx) {
    return tx.scalar<store::Blob>("SELECT phone_sealed FROM team_helper WHERE id = $1", helper.id);
  });
  EXPECT_EQ(stored.bytes.find("13800138000"), std::string::npos);
  const auto phone = [&](const Actor& actor) {
    return as(actor, [&](const TeamContext& c) { return read_helper_phone(c, helper.id); });
  };
  EXPECT_EQ(phone(*leader_).problem().code, ProblemCode::purpose_required);
  EXPECT_EQ(phone(leader_->with_purpose(access::Purpose::door_check)).value(), "13800138000");
}

// L10: whoever keeps the list, officer and coordinator learn of it in the team's stream.
TEST_P(Teams, AreToldOfEachChangeOfTheirList) {
  auto helper = enlisted();
  EXPECT_EQ(stream(*officer_).unread, 1);
  EXPECT_EQ(stream(*officer_).messages.front().message.notice, NoticeCode::helper_enlisted);
  EXPECT_EQ(stream(*leader_).unread, 0) << "who did it knows";
  auto changed = fields();
  changed.workplace = "北苑";
  helper = as(*leader_,
              [&](const TeamContext& c) {
                return change_helper(c, {helper.id, helper.version, changed});
              })
               .value()
               .helper;
  EXPECT_EQ(helper.version, 2);
  const auto stale = as(*leader_, [&](const TeamContext& c) {
    return change_helper(c, {helper.id, 1, changed});
  });
  EXPECT_EQ(stale.problem().code, ProblemCode::version_conflict);
  const HelperLeaving leaving{helper.id, 2, {2026y / November / 20, LeaveReason::own_wish}};
  EXPECT_TRUE(as(*leader_, [&](const TeamContext& c) { return let_helper_go(c, leaving); }));
  const auto seen = stream(*officer_);
  ASSERT_EQ(seen.messages.size(), 3u);
  EXPECT_EQ(seen.messages.front().message.about, "volunteer");
  EXPECT_EQ(seen.messages.front().message.text, "") << "nobody is named";
  EXPECT_EQ(counted(duty_l10), (norms::DutyCount{1, 1}));
}

TEST_P(Teams, HaveNobodyTwice) {
  enlisted();
  const auto again = as(*leader_, [&](const TeamContext& c) { return enlist_helper(c, grid_, fields()); });
  EXPECT_EQ(again.problem().code, ProblemCode::team_helper_there);
  const auto noted = as(*leader_, [&](const TeamContext& c) {
    return note_kind(c, grid_, {"volunteer", "无"});
  });
  EXPECT_EQ(noted.problem().code, ProblemCode::team_kind_has_helpers);
}

// N2: the officer guides, once a month; what is noted twice is one.
TEST_P(Teams, AreGuidedByTheOfficer) {
  const auto helper = enlisted();
  const GuidanceNote note{{helper.id}, 2026y / November / 20, GuidanceTopic::own_rules};
  EXPECT_EQ(as(*leader_, [&](const TeamContext& c) { return note_guidance(c, grid_, note); }).problem().code,
            ProblemCode::forbidden);
  EXPECT_EQ(counted(duty_n2), (norms::DutyCount{0, 1}));
  for (int i = 0; i < 2; ++i)
    EXPECT_TRUE(as(*officer_, [&](const TeamContext& c) { return note_guidance(c, grid_, note); }));
  EXPECT_EQ(team().guidance.size(), 1u);
  EXPECT_EQ(counted(duty_n2), (norms::DutyCount{1, 1}));
  EXPECT_EQ(counted(duty_n10), (norms::DutyCount{1, 1}));
  EXPECT_EQ(counted(duty_n1), (norms::DutyCount{1, 1}));
  EXPECT_EQ(counted(duty_n7), (norms::DutyCount{1, 1}));
}

TEST_P(Teams, OfAnIdleMonthLackEveryDuty) {
  for (auto* duty : {duty_l1, duty_l10, duty_o1, duty_n1, duty_n2, duty_n7, duty_n10, duty_s1_group})
    EXPECT_EQ(counted(duty), (norms::DutyCount{0, 1}));
}

// L1, O1, S1: the stream is used; numbers of people are refused, a text can be withdrawn.
TEST_P(Teams, TalkInTheirStream) {
  const auto write = [&](const Actor& actor, const std::string& text) {
    return as(actor, [&](const TeamContext& c) { return write_text(c, grid_, {text}); });
  };
  EXPECT_EQ(write(*leader_, "电话13800138000").problem().code, ProblemCode::names_a_number);
  const auto said = write(*leader_, "明天上午走访3号楼");
  ASSERT_TRUE(said);
  EXPECT_EQ(counted(duty_l1), (norms::DutyCount{1, 1}));
  EXPECT_EQ(counted(duty_o1), (norms::DutyCount{0, 1}));
  EXPECT_TRUE(write(*officer_, "收到"));
  EXPECT_EQ(counted(duty_o1), (norms::DutyCount{1, 1}));
  EXPECT_EQ(counted(duty_s1_group), (norms::DutyCount{1, 1}));
  EXPECT_TRUE(as(*officer_, [&](const TeamContext& c) { return note_read(c, grid_, kTestNow); }));
  EXPECT_EQ(stream(*officer_).unread, 0);
  const auto id = said->message.id;
  const auto helper = town().actor(Role::helper, grid_);
  EXPECT_FALSE(as(helper, [&](const TeamContext& c) { return withdraw_text(c, grid_, id); }));
  EXPECT_TRUE(as(*leader_, [&](const TeamContext& c) { return withdraw_text(c, grid_, id); }));
  EXPECT_EQ(stream(*leader_).messages.size(), 1u);
}

TEST_P(Teams, ConfirmInstructionsAndNothingElse) {
  const auto said =
      as(*leader_, [&](const TeamContext& c) { return write_text(c, grid_, {"请看"}); }).value();
  const auto told = db().write([&](Transaction& tx) -> Result<MessageId> {
    return post_notice(tx, kTestNow,
                       {.grid = grid_, .code = NoticeCode::instruction, .ref = 5, .text = "核查"});
  });
  const auto confirm = [&](MessageId id) {
    return as(*officer_, [&](const TeamContext& c) { return confirm_instruction(c, grid_, id); });
  };
  EXPECT_FALSE(confirm(said.message.id));
  EXPECT_TRUE(confirm(*told));
  EXPECT_TRUE(confirm(*told));
  const auto seen = stream(*leader_);
  ASSERT_EQ(seen.messages.front().receipts.size(), 1u);
  EXPECT_EQ(seen.messages.front().receipts[0].post, officer_->post());
}

TEST_P(Teams, SettleWhoDoesWhatByCommittee) {
  const auto committee = town().actor(Role::committee, north_);
  const DutyChoice choice{north_, "L6", Role::coordinator};
  EXPECT_EQ(as(*leader_, [&](const TeamContext& c) { return settle_duty(c, choice); }).problem().code,
            ProblemCode::not_found);
  EXPECT_TRUE(as(committee, [&](const TeamContext& c) { return settle_duty(c, choice); }));
  const auto role_of_l6 = [&] {
    const auto table = as(*leader_, [&](const TeamContext& c) { return read_duty_table(c, grid_); }).value();
    for (const auto& share : table.shares)
      if (share.number == "L6") return share.role;
    return Role::nobody;
  };
  EXPECT_EQ(role_of_l6(), Role::coordinator);
  const auto erase = [&] {
    return db()
        .write([](Transaction& tx) -> Result<std::int64_t> {
          return erase_ended_shares(tx, TownTime{}.day_of(kTestNow + std::chrono::hours{24}));
        })
        .value();
  };
  EXPECT_EQ(erase(), 0) << "as long as there is the committee";
  EXPECT_TRUE(as(committee, [&](const TeamContext& c) { return settle_duty(c, {north_, "L6", {}}); }));
  EXPECT_EQ(role_of_l6(), Role::grid_leader);
  EXPECT_TRUE(as(committee, [&](const TeamContext& c) { return settle_duty(c, choice); }));
  ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
    tx.exec("UPDATE area SET state = 'closed' WHERE id = $1", north_);
    return done();
  }));
  EXPECT_EQ(erase(), 1);
}

// G1: a seat is a post, so that whoever takes the post over sits there by itself.
TEST_P(Teams, AreSupervisedByPosts) {
  const auto office = town().actor(Role::population_office);
  const SeatChoice choice{access::kTown, Body::working_group, office.post(), SeatRank::head};
  EXPECT_TRUE(as(office, [&](const TeamContext& c) { return choose_seat(c, choice); }));
  const auto next = town().account("next");
  ASSERT_TRUE(as_system([&](Transaction& tx, const Actor& actor) {
    return access::give_post(tx, kTestNow, actor, office.post(), next);
  }));
  const auto seen = as(*officer_, [&](const TeamContext& c) { return read_supervision(c); }).value();
  ASSERT_EQ(seen.seats.size(), 1u);
  EXPECT_EQ(seen.seats[0].post.holder, next);
  ASSERT_EQ(seen.committees.size(), 1u) << "figures of what the officer covers";
  EXPECT_EQ(seen.committees[0].grids, 1);
}

TEST_P(Teams, ForgetWhoLeftAYearAgo) {
  const auto helper = enlisted();
  const HelperLeaving leaving{helper.id, 1, {2026y / November / 20, LeaveReason::own_wish}};
  EXPECT_TRUE(as(*leader_, [&](const TeamContext& c) { return let_helper_go(c, leaving); }));
  const auto erased = [&](Instant before) {
    return db()
        .write([&](Transaction& tx) -> Result<std::int64_t> { return erase_left_helpers(tx, before, 10); })
        .value();
  };
  EXPECT_EQ(erased(kTestNow), 0);
  EXPECT_EQ(erased(kTestNow + 1s), 1);
  const auto keys = db().read([&](Transaction& tx) {
    return tx.scalar<int>("SELECT count(*) FROM data_key WHERE owner_kind = 'team_helper'");
  });
  EXPECT_EQ(keys, 0);
}

// Twenty a minute, later again when the service has a bad day, and never once the robot is gone.
class RobotSends : public Teams {
 protected:
  const std::vector<std::string> allowed_{"qyapi.weixin.qq.com"};
  std::vector<std::string> said_;
  RobotAnswer answer_{.sent = true};
  std::string origin_;

  void set_up_robot() {
    const RobotChoice choice{"https://qyapi.weixin.qq.com/send?key=abcd", allowed_};
    ASSERT_TRUE(as(*leader_, [&](const TeamContext& c) { return set_robot(c, grid_, choice); }));
  }
  int send(Instant now) {
    const RobotSending sending{fixed_clock(now),
                               [this](const RobotAddress&, const RobotSend& send) {
                                 said_.push_back(send.text);
                                 return answer_;
                               },
                               allowed_, origin_};
    return send_due(db(), sending, 100).value();
  }
  void write(const std::string& text) {
    ASSERT_TRUE(as(*leader_, [&](const TeamContext& c) {
      return write_text(c, grid_, {text, AlsoToGroup::yes});
    }));
  }
  RobotView robot() {
    return as(*leader_, [&](const TeamContext& c) { return read_robot(c, grid_, allowed_); }).value();
  }
};
WEIGE_BOTH_ENGINES(RobotSends);

TEST_P(RobotSends, SayNothingWithoutARobot) {
  write("明天走访");
  EXPECT_EQ(send(kTestNow), 0);
  EXPECT_TRUE(said_.empty());
}

TEST_P(RobotSends, SayTextsAndThatTheListChanged) {
  set_up_robot();
  write("明天走访");
  enlisted();
  send(kTestNow);
  ASSERT_EQ(said_.size(), 2u);
  EXPECT_EQ(said_[0], "【north-1】明天走访");
  EXPECT_EQ(said_[1].find("王小明"), std::string::npos);
  EXPECT_EQ(robot().robot->ending, "abcd");
  EXPECT_EQ(send(kTestNow), 0) << "once";
}

TEST_P(RobotSends, SayNothingThatWasWithdrawnBefore) {
  set_up_robot();
  answer_ = {.sent = false, .again = true, .fault = "network"};
  write("明天走访");
  send(kTestNow);
  ASSERT_EQ(said_.size(), 1u) << "and it is to be tried again";
  answer_ = {.sent = true};
  write("后天走访");
  const auto seen = stream(*leader_).messages;
  for (const auto& one : seen) {
    if (one.message.text != "明天走访") continue;
    EXPECT_TRUE(as(*leader_, [&](const TeamContext& c) { return withdraw_text(c, grid_, one.message.id); }));
  }
  said_.clear();
  send(kTestNow + 1h);
  ASSERT_EQ(said_.size(), 1u);
  EXPECT_EQ(said_[0], "【north-1】后天走访") << "another message waits as before";
  EXPECT_EQ(robot().sends.waiting, 0);
}

TEST_P(RobotSends, SayNothingOfAnInstructionThatWasWithdrawn) {
  set_up_robot();
  for (const int instruction : {5, 6})
    ASSERT_TRUE(db().write([&](Transaction& tx) -> Result<MessageId> {
      return post_notice(
          tx, kTestNow, {.grid = grid_, .code = NoticeCode::instruction, .ref = instruction, .text = "核查"});
    }));
  ASSERT_TRUE(db().write([](Transaction& tx) -> Done {
    drop_sends_of(tx, 5);
    return done();
  }));
  send(kTestNow);
  EXPECT_EQ(said_.size(), 1u);
}

// Whoever has read up to what is gone has as many unread messages as before.
TEST_P(Teams, ForgetHowFarSomebodyReadWithTheMessages) {
  const auto at = [&](Instant now, const std::string& text) {
    ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
      const TeamContext context{tx, *leader_, now};
      WEIGE_CHECK(write_text(context, grid_, {text}));
      return done();
    }));
  };
  at(kTestNow - std::chrono::hours{48}, "前天");
  ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
    put_read_to(tx, grid_, officer_->post(), kTestNow - std::chrono::hours{47});
    put_read_to(tx, grid_, leader_->post(), kTestNow);
    return done();
  }));
  at(kTestNow, "今天");
  EXPECT_EQ(stream(*officer_).unread, 1);
  ASSERT_TRUE(db().write([](Transaction& tx) -> Done {
    (void)erase_old_messages(tx, kTestNow - std::chrono::hours{24}, 10);
    return done();
  }));
  EXPECT_EQ(db().read([](Transaction& tx) { return tx.scalar<int>("SELECT count(*) FROM team_read_to"); }),
            1);
  EXPECT_EQ(stream(*officer_).unread, 1);
}

TEST_P(RobotSends, LinkToThePagesWhereTheirNameIsKnown) {
  set_up_robot();
  write("明天走访");
  origin_ = "https://register.example.cn";
  send(kTestNow);
  ASSERT_EQ(said_.size(), 1u);
  EXPECT_TRUE(said_[0].ends_with("\nhttps://register.example.cn/teams/" + std::to_string(grid_.value) +
                                 "?part=stream"));
}

TEST_P(RobotSends, AreTwentyAMinute) {
  set_up_robot();
  for (int i = 0; i < 25; ++i) write("第" + std::to_string(i) + "条");
  send(kTestNow);
  EXPECT_EQ(said_.size(), 20u);
  send(kTestNow + 30s);
  EXPECT_EQ(said_.size(), 20u);
  send(kTestNow + 61s);
  EXPECT_EQ(said_.size(), 25u);
}

TEST_P(RobotSends, AreTriedAgainLaterAndGivenUp) {
  set_up_robot();
  write("明天走访");
  answer_ = {.sent = false, .again = true, .fault = "network"};
  send(kTestNow);
  EXPECT_EQ(robot().sends.waiting, 1);
  EXPECT_EQ(robot().sends.last_fault, "network");
  EXPECT_EQ(send(kTestNow + 10s), 0);
  answer_ = {.sent = false, .again = false, .fault = "93000"};
  send(kTestNow + 41s);
  EXPECT_EQ(robot().sends.failed, 1);
  EXPECT_EQ(said_.size(), 2u);
}

TEST_P(RobotSends, EndWithTheRobot) {
  set_up_robot();
  write("明天走访");
  EXPECT_TRUE(as(*leader_, [&](const TeamContext& c) { return remove_robot(c, grid_); }));
  EXPECT_EQ(send(kTestNow), 0);
  EXPECT_FALSE(robot().robot);
}

}  // namespace teams_test
}  // namespace weige::teams
