// Signing in, sessions and one-time links, on both engines, with clocks that stand still.
#include <gtest/gtest.h>

#include <algorithm>

#include "access/account_actions.h"
#include "access/account_store.h"
#include "access/link_actions.h"
#include "access/post_actions.h"
#include "access/session_actions.h"
#include "access/session_store.h"
#include "support/access_town.h"
#include "support/databases.h"

namespace weige::access {
namespace access_sessions_test {

using namespace std::chrono_literals;
using store::Transaction;
using testing_support::AccessTown;
using testing_support::kNoFactorNeeded;
using testing_support::kQuickHash;
using testing_support::kTestNow;

constexpr auto kPassword = "nine lanterns 九盏灯";

class AccessSessions : public testing_support::BothEngines {
 protected:
  SignInContext context(Instant now = kTestNow) {
    return {.clock = fixed_clock(now), .random = random_, .cost = kQuickHash, .rules = kNoFactorNeeded};
  }
  Result<SignedIn> try_sign_in(const std::string& login, const std::string& password, Instant now = kTestNow,
                               const std::string& address = "192.0.2.1") {
    return sign_in(db(), context(now),
                   {.login_name = login, .password = password, .address = address, .device = "d"});
  }
  SignedIn signed_in(const std::string& login = "wang", Instant now = kTestNow) {
    return try_sign_in(login, kPassword, now).value();
  }
  Result<Session> look_up(const std::string& token, Instant now = kTestNow) {
    return db().read([&](Transaction& tx) { return find_session(tx, token, now, kNoFactorNeeded); });
  }
  template <class F>
  auto write(F&& f) {
    return db().write([&](Transaction& tx) { return f(tx); });
  }
  template <class F>
  auto as_system(F&& f) {
    const auto actor = town().system();
    return db().write([&](Transaction& tx) { return f(tx, actor); });
  }
  std::int64_t audited(const std::string& action, const std::string& outcome) {
    return db().read([&](Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM audit_entry WHERE action = $1 AND outcome = $2",
                                     action, outcome);
    });
  }
  AccessTown& town() {
    if (!town_) town_.emplace(db());
    return *town_;
  }

 private:
  Random random_ = seeded_random(42);
  std::optional<AccessTown> town_;
};
WEIGE_BOTH_ENGINES(AccessSessions);

TEST_P(AccessSessions, SigningInActsInThePostHeld) {
  const auto account = town().account("wang", kPassword);
  const auto post = town().post(Role::committee, kTown, account);
  const auto in = signed_in("WANG");
  EXPECT_EQ(in.session.actor.account(), account);
  EXPECT_EQ(in.session.actor.post(), post.id);
  EXPECT_EQ(in.session.actor.role(), Role::committee);
  EXPECT_EQ(in.session.actor.area(), kTown);
  EXPECT_EQ(look_up(in.token)->id, in.session.id);
}

TEST_P(AccessSessions, WithoutAPostOneMayUseOnesOwnAccountOnly) {
  town().account("wang", kPassword);
  const auto actor = signed_in().session.actor;
  EXPECT_EQ(actor.role(), Role::nobody);
  EXPECT_EQ(actor.rights(), std::vector{Right::use_own_account});
}

TEST_P(AccessSessions, TheTokenIsStoredNowhere) {
  town().account("wang", kPassword);
  const auto in = signed_in();
  const auto stored = db().read([&](Transaction& tx) {
    return tx.scalar<store::Blob>("SELECT token_hash FROM session WHERE account_id = $1",
                                  in.session.actor.account());
  });
  EXPECT_EQ(stored.bytes.size(), 32u);
  EXPECT_EQ(stored.bytes.find(in.token.substr(0, 8)), std::string::npos);
  EXPECT_FALSE(look_up(in.token.substr(1) + "A").ok());
  EXPECT_FALSE(look_up("").ok());
}

TEST_P(AccessSessions, UnknownWrongDisabledAndInvitedAreAnsweredAlike) {
  const auto account = town().account("wang", kPassword);
  as_system([&](Transaction& tx, const Actor& system) {
    return invite_account(tx, kTestNow, system, {"invited", "invited"}, seeded_random(3));
  }).value();
  const auto wrong = try_sign_in("wang", "something else").problem();
  EXPECT_EQ(wrong.code, ProblemCode::sign_in_failed);
  EXPECT_EQ(try_sign_in("nobody", kPassword).problem(), wrong);
  EXPECT_EQ(try_sign_in("!!", kPassword).problem(), wrong);
  EXPECT_EQ(try_sign_in("invited", "").problem(), wrong);
  EXPECT_EQ(try_sign_in("system", "").problem(), wrong);
  as_system([&](Transaction& tx, const Actor& system) {
    return edit_account(tx, kTestNow, system, account, {.state = AccountState::disabled});
  }).value();
  EXPECT_EQ(try_sign_in("wang", kPassword).problem(), wrong);
  EXPECT_EQ(audited("sign_in.refused", "refused"), 6);
}

TEST_P(AccessSessions, IdleSessionsEnd) {
  town().account("wang", kPassword);
  const auto token = signed_in().token;
  EXPECT_TRUE(look_up(token, kTestNow + 30min - 1us).ok());
  EXPECT_EQ(look_up(token, kTestNow + 30min).problem().code, ProblemCode::not_signed_in);
}

TEST_P(AccessSessions, UseKeepsASessionUntilItsAbsoluteEnd) {
  town().account("wang", kPassword);
  const auto in = signed_in();
  for (auto later = 20min; later < 12h; later += 20min) {
    const auto session = look_up(in.token, kTestNow + later);
    ASSERT_TRUE(session.ok()) << later.count();
    EXPECT_TRUE(session->wants_touch);
    write([&](Transaction& tx) -> Done {
      touch_session(tx, session->id, kTestNow + later);
      return done();
    }).value();
  }
  EXPECT_TRUE(look_up(in.token, kTestNow + 12h - 1us).ok());
  EXPECT_FALSE(look_up(in.token, kTestNow + 12h).ok());
}

TEST_P(AccessSessions, LookingAtAFreshSessionNeedsNoWrite) {
  town().account("wang", kPassword);
  const auto token = signed_in().token;
  EXPECT_FALSE(look_up(token, kTestNow + 59s)->wants_touch);
  EXPECT_TRUE(look_up(token, kTestNow + 60s)->wants_touch);
}

TEST_P(AccessSessions, DisablingShutsOutOnTheNextRequest) {
  const auto account = town().account("wang", kPassword);
  const auto token = signed_in().token;
  const auto edit = [&](AccountState state) {
    return as_system([&](Transaction& tx, const Actor& system) {
      return edit_account(tx, kTestNow, system, account, {.state = state});
    });
  };
  edit(AccountState::disabled).value();
  EXPECT_FALSE(look_up(token).ok());
  EXPECT_EQ(edit(AccountState::active)->account.state, AccountState::active);
  EXPECT_FALSE(look_up(token).ok()) << "an old session stays ended";
  EXPECT_TRUE(try_sign_in("wang", kPassword).ok());
}

TEST_P(AccessSessions, LosingThePostTakesItsRightsOnTheNextRequest) {
  const auto account = town().account("wang", kPassword);
  const auto post = town().post(Role::coordinator, kTown, account);
  const auto token = signed_in().token;
  EXPECT_TRUE(look_up(token)->actor.may(Right::edit_person).ok());
  as_system([&](Transaction& tx, const Actor& system) {
    return take_back_post(tx, kTestNow, system, post.id);
  }).value();
  const auto after = look_up(token);
  EXPECT_EQ(after->actor.post(), kNoPost);
  EXPECT_EQ(after->actor.may(Right::edit_person).problem().code, ProblemCode::forbidden);
  EXPECT_FALSE(
      db().read([&](Transaction& tx) { return Actor::resume(tx, kTestNow, account, post.id, {}); }).ok());
}

TEST_P(AccessSessions, SwitchesOnlyToAPostHeld) {
  const auto account = town().account("wang", kPassword);
  const auto first = town().post(Role::committee, kTown, account);
  const auto second = town().post(Role::grid_leader, kTown, account);
  const auto others = town().post(Role::committee, kTown, town().account("zhao"));
  const auto in = signed_in();
  EXPECT_EQ(in.session.actor.post(), first.id);
  write([&](Transaction& tx) { return switch_post(tx, kTestNow, in.session, second.id); }).value();
  EXPECT_EQ(look_up(in.token)->actor.role(), Role::grid_leader);
  for (const PostId wrong : {others.id, kSystemPost, PostId{123456789}})
    EXPECT_FALSE(write([&](Transaction& tx) { return switch_post(tx, kTestNow, in.session, wrong); }).ok());
  EXPECT_EQ(look_up(in.token)->actor.post(), second.id);
}

TEST_P(AccessSessions, AStandingPurposeOpensWhatTheOfficeReadsByPurpose) {
  town().post(Role::population_office, kTown, town().account("wang", kPassword));
  const auto in = signed_in();
  EXPECT_EQ(in.session.actor.may(Right::read_person).problem().code, ProblemCode::purpose_required);
  EXPECT_TRUE(in.session.actor.with_purpose(Purpose::legal_request).may(Right::read_person).ok());
  write([&](Transaction& tx) {
    return state_purpose(tx, kTestNow, in.session,
                         StandingPurpose{Purpose::duplicate_review, kTestNow + std::chrono::minutes{60}});
  }).value();
  EXPECT_EQ(look_up(in.token)->actor.purpose(), Purpose::duplicate_review);
  EXPECT_TRUE(look_up(in.token)->actor.may(Right::read_person).ok());
}

TEST_P(AccessSessions, APurposeEndsWithThePostItWasStatedIn) {
  const auto account = town().account("wang", kPassword);
  town().post(Role::committee, kTown, account);
  const auto second = town().post(Role::grid_leader, kTown, account);
  const auto in = signed_in();
  write([&](Transaction& tx) {
    return state_purpose(tx, kTestNow, in.session, StandingPurpose{Purpose::door_check, kTestNow + 10min});
  }).value();
  write([&](Transaction& tx) { return switch_post(tx, kTestNow, in.session, second.id); }).value();
  EXPECT_FALSE(look_up(in.token)->actor.purpose().has_value());
}

TEST_P(AccessSessions, APurposeEndsWithItsTime) {
  town().post(Role::committee, kTown, town().account("wang", kPassword));
  const auto in = signed_in();
  write([&](Transaction& tx) {
    return state_purpose(tx, kTestNow, in.session, StandingPurpose{Purpose::door_check, kTestNow + 10min});
  }).value();
  const auto before = look_up(in.token, kTestNow + 10min - 1us).value();
  EXPECT_EQ(before.actor.purpose(), Purpose::door_check);
  EXPECT_EQ(before.purpose_until, kTestNow + 10min);
  const auto after = look_up(in.token, kTestNow + 10min).value();
  EXPECT_FALSE(after.actor.purpose().has_value());
  EXPECT_FALSE(after.purpose_until.has_value());
  EXPECT_EQ(after.actor.may(Right::read_person).problem().code, ProblemCode::purpose_required);
}

TEST_P(AccessSessions, ListsAndEndsOnesOwnSessionsOnly) {
  town().account("wang", kPassword);
  town().account("zhao", kPassword);
  const auto mine = signed_in(), second = signed_in("wang", kTestNow + 1min), others = signed_in("zhao");
  const auto list =
      db().read([&](Transaction& tx) { return own_sessions(tx, mine.session, kTestNow + 1min); });
  const auto not_mine = [&](SessionId id) {
    return write([&](Transaction& tx) { return end_own_session(tx, kTestNow, mine.session, id); });
  };
  EXPECT_TRUE(std::ranges::any_of(
      list, [&](const auto& each) { return each.current && each.id == mine.session.id; }));
  EXPECT_TRUE(std::ranges::none_of(list, [&](const auto& each) { return each.id == others.session.id; }));
  EXPECT_FALSE(not_mine(others.session.id).ok());
  EXPECT_TRUE(look_up(others.token).ok());
  EXPECT_TRUE(not_mine(second.session.id).ok());
  EXPECT_FALSE(look_up(second.token, kTestNow + 1min).ok());
  write([&](Transaction& tx) { return sign_out(tx, kTestNow, mine.session); }).value();
  EXPECT_FALSE(look_up(mine.token).ok());
}

TEST_P(AccessSessions, GuessingANameIsSlowedWhetherOrNotItExists) {
  town().account("wang", kPassword);
  for (const std::string name : {"wang", "nobody"}) {
    for (int i = 0; i < 6; ++i)
      EXPECT_EQ(try_sign_in(name, "wrong").problem().code, ProblemCode::sign_in_failed) << name << i;
    const auto slowed = try_sign_in(name, kPassword).problem();
    EXPECT_EQ(slowed, problem(ProblemCode::too_many_requests).with("seconds", "15")) << name;
  }
  EXPECT_TRUE(try_sign_in("wang", kPassword, kTestNow + 15s).ok());
  EXPECT_TRUE(try_sign_in("wang", kPassword, kTestNow + 15s).ok()) << "success forgets the failures";
}

TEST_P(AccessSessions, GuessingManyNamesFromOneAddressIsSlowed) {
  town().account("wang", kPassword);
  int refused = 0;
  while (try_sign_in("name" + std::to_string(refused), "wrong").problem().code == ProblemCode::sign_in_failed)
    ASSERT_LT(++refused, 100);
  EXPECT_EQ(refused, 51);
  EXPECT_EQ(try_sign_in("wang", kPassword).problem().code, ProblemCode::too_many_requests);
  EXPECT_TRUE(try_sign_in("wang", kPassword, kTestNow, "192.0.2.2").ok());
}

TEST_P(AccessSessions, ChangingThePasswordEndsTheOtherSessions) {
  town().account("wang", kPassword);
  const auto here = signed_in(), there = signed_in();
  const auto change = [&](const std::string& old_password, const std::string& new_password) {
    return change_password(db(), context(), here.session,
                           {.old_password = old_password, .new_password = new_password, .address = "a"});
  };
  EXPECT_EQ(change("not it", "ten more lanterns").problem().code, ProblemCode::wrong_password);
  EXPECT_EQ(change(kPassword, "password123").problem().code, ProblemCode::weak_password);
  EXPECT_TRUE(change(kPassword, "ten more lanterns").ok());
  EXPECT_TRUE(look_up(here.token).ok());
  EXPECT_FALSE(look_up(there.token).ok());
  EXPECT_FALSE(try_sign_in("wang", kPassword).ok());
  EXPECT_TRUE(try_sign_in("wang", "ten more lanterns").ok());
}

// --- one-time links

TEST_P(AccessSessions, TheFirstLinkMakesTheFirstAdministratorOnce) {
  const auto link = write([&](Transaction& tx) -> Result<NewLink> {
                      return first_run_link(tx, kTestNow, seeded_random(1)).value();
                    }).value();
  const LinkAnswer answer{
      .login_name = "Admin", .display_name = "管理员", .password = kPassword, .device = "d"};
  const auto in = accept_link(db(), context(), link.token, answer).value();
  EXPECT_EQ(in.session.actor.role(), Role::system_admin);
  EXPECT_TRUE(in.session.actor.may(Right::manage_accounts).ok());
  EXPECT_EQ(accept_link(db(), context(), link.token, answer).problem().code, ProblemCode::link_used);
  EXPECT_FALSE(db().write([&](Transaction& tx) -> Result<bool> {
                     return first_run_link(tx, kTestNow, seeded_random(2)).has_value();
                   })
                   .value());
  EXPECT_TRUE(try_sign_in("admin", kPassword).ok());
}

TEST_P(AccessSessions, AnotherFirstRunEndsTheEarlierLink) {
  const auto make = [&](std::uint64_t seed) {
    return write([&](Transaction& tx) -> Result<NewLink> {
             return first_run_link(tx, kTestNow, seeded_random(seed)).value();
           })
        .value();
  };
  const auto earlier = make(1), later = make(2);
  const auto read = [&](const NewLink& link, Instant now) {
    return db().read([&](Transaction& tx) { return read_link(tx, link.token, now); });
  };
  EXPECT_FALSE(read(earlier, kTestNow).ok());
  EXPECT_EQ(read(later, kTestNow)->purpose, LinkPurpose::first_administrator);
  EXPECT_TRUE(read(later, later.expires - 1us).ok());
  EXPECT_EQ(read(later, later.expires).problem().code, ProblemCode::link_used);
}

TEST_P(AccessSessions, ARefusedPasswordLeavesTheLinkUsable) {
  const auto invitation = as_system([&](Transaction& tx, const Actor& system) {
                            return invite_account(tx, kTestNow, system, {"li", "李"}, seeded_random(1));
                          }).value();
  const auto accept = [&](const std::string& password) {
    return accept_link(db(), context(), invitation.link.token, {.password = password, .device = "d"});
  };
  EXPECT_EQ(accept("password123").problem().code, ProblemCode::weak_password);
  EXPECT_TRUE(accept(kPassword).ok());
  EXPECT_EQ(accept(kPassword).problem().code, ProblemCode::link_used);
}

TEST_P(AccessSessions, ANewLinkEndsTheOldOneAndSetsANewPassword) {
  const auto account = town().account("wang", kPassword);
  const auto token = signed_in().token;
  const auto renew = [&](std::uint64_t seed) {
    return as_system([&](Transaction& tx, const Actor& system) {
             return renew_link(tx, kTestNow, system, account, seeded_random(seed));
           })
        .value();
  };
  const auto old_link = renew(1).link, new_link = renew(2).link;
  const LinkAnswer answer{.password = "ten more lanterns", .device = "d"};
  EXPECT_FALSE(accept_link(db(), context(), old_link.token, answer).ok());
  EXPECT_TRUE(accept_link(db(), context(), new_link.token, answer).ok());
  EXPECT_FALSE(look_up(token).ok()) << "sessions opened with the old password end";
  EXPECT_FALSE(try_sign_in("wang", kPassword).ok());
}

TEST_P(AccessSessions, DisablingAnInvitedAccountEndsItsLink) {
  const auto invitation = as_system([&](Transaction& tx, const Actor& system) {
                            return invite_account(tx, kTestNow, system, {"li", "李"}, seeded_random(1));
                          }).value();
  as_system([&](Transaction& tx, const Actor& system) {
    return edit_account(tx, kTestNow, system, invitation.account.account.id,
                        {.state = AccountState::disabled});
  }).value();
  EXPECT_EQ(accept_link(db(), context(), invitation.link.token, {.password = kPassword, .device = "d"})
                .problem()
                .code,
            ProblemCode::link_used);
}

TEST_P(AccessSessions, OneNameHoweverWrittenIsOneAccount) {
  town().account("Wang", kPassword);
  const auto again = as_system([&](Transaction& tx, const Actor& system) {
    return invite_account(tx, kTestNow, system, {"wANG", "x"}, seeded_random(1));
  });
  EXPECT_EQ(again.problem().code, ProblemCode::login_taken);
}

}  // namespace access_sessions_test
}  // namespace weige::access
