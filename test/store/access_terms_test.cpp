// Terms, successors and deputies of posts, and the confidentiality undertaking, on both engines. Clocks stand
// still: what is planned happens because a later instant is asked.
#include <gtest/gtest.h>

#include "access/account_actions.h"
#include "access/account_store.h"
#include "access/area_actions.h"
#include "access/link_actions.h"
#include "access/policy.h"
#include "access/post_actions.h"
#include "access/post_term_actions.h"
#include "access/session_actions.h"
#include "access/session_store.h"
#include "access/undertaking_actions.h"
#include "support/in_access_town.h"

namespace weige::access {
namespace access_terms_test {

using namespace std::chrono_literals;
using store::Transaction;
using testing_support::kQuickHash;
using testing_support::kTestNow;

constexpr auto kSecret = "nine lanterns 九盏灯";
constexpr auto kTick = 1us;
const Instant kSoon = kTestNow + 48h;
const Instant kLater = kTestNow + 240h;

class AccessTerms : public testing_support::InAccessTown {
 protected:
  bool may_act(AccountId account, PostId post, Instant at) {
    return db().read([&](Transaction& tx) { return Actor::resume(tx, at, account, post, {}); }).ok();
  }
  Post at(PostId post, Instant instant) {
    return as_system([&](Transaction& tx, const Actor& actor) { return read_post(tx, instant, actor, post); })
        .value();
  }
  Result<Post> plan(PostId post, std::optional<Instant> until, Instant now = kTestNow) {
    return as_system([&](Transaction& tx, const Actor& actor) {
      return plan_end_of_term(tx, now, actor, post, {until, VacancyReason::retirement});
    });
  }
  Result<Post> succeed(PostId post, AccountId account, std::optional<Instant> from = {},
                       Instant now = kTestNow) {
    return as_system([&](Transaction& tx, const Actor& actor) {
      return name_successor(tx, now, actor, post, {account, from});
    });
  }
  Result<Post> deputise(PostId post, AccountId account, Instant until, std::optional<Instant> from = {}) {
    return as_system([&](Transaction& tx, const Actor& actor) {
      return name_deputy(tx, kTestNow, actor, post, {account, from, until, DeputyReason::absence});
    });
  }
  Result<Post> take_back(PostId post, Instant now = kTestNow) {
    return as_system([&](Transaction& tx, const Actor& actor) {
      return take_back_post(tx, now, actor, post, VacancyReason::transfer);
    });
  }
  Result<AccountWithPosts> set_state(AccountId account, AccountState state, Instant now = kTestNow) {
    return as_system([&](Transaction& tx, const Actor& actor) {
      return edit_account(tx, now, actor, account, {.state = state});
    });
  }
  // A session of the account that acts in the post where it may.
  std::string session_in(AccountId account, PostId post) {
    return db()
        .write([&](Transaction& tx) -> Result<std::string> {
          return insert_session(tx, {.account = account, .acting_post = post, .device = "d"}, kTestNow,
                                kLongSessions, seeded_random(++sessions_));
        })
        .value();
  }
  Session look_up(const std::string& token, Instant now = kTestNow) {
    return db().read([&](Transaction& tx) { return find_session(tx, token, now, kLongSessions); }).value();
  }

  static constexpr SessionRules kLongSessions{
      .idle = 24h * 800, .absolute = 24h * 800, .second_factor = FactorRule::offered};

 private:
  std::uint64_t sessions_ = 0;
};
WEIGE_BOTH_ENGINES(AccessTerms);

// --- terms

TEST_P(AccessTerms, AHoldingEndsAtItsInstant) {
  const auto holder = town().actor(Role::committee);
  EXPECT_EQ(plan(holder.post(), kSoon)->holder_until, kSoon);
  const auto token = session_in(holder.account(), holder.post());
  EXPECT_TRUE(may_act(holder.account(), holder.post(), kSoon - kTick));
  EXPECT_FALSE(may_act(holder.account(), holder.post(), kSoon));
  EXPECT_EQ(look_up(token, kSoon - kTick).actor.post(), holder.post());
  EXPECT_EQ(look_up(token, kSoon).actor.post(), kNoPost);
  EXPECT_EQ(db().read([&](Transaction& tx) { return acting_end(tx, kTestNow, look_up(token)); }), kSoon);
  const auto vacant = at(holder.post(), kSoon);
  EXPECT_FALSE(vacant.holder);
  EXPECT_EQ(vacant.vacancy, (Vacancy{kSoon, VacancyReason::retirement}));
}

TEST_P(AccessTerms, AnEndCanBeMovedAndTakenAway) {
  const auto holder = town().actor(Role::committee);
  EXPECT_TRUE(plan(holder.post(), kSoon).ok());
  EXPECT_TRUE(plan(holder.post(), kLater).ok());
  EXPECT_TRUE(may_act(holder.account(), holder.post(), kSoon));
  EXPECT_TRUE(plan(holder.post(), std::nullopt).ok());
  EXPECT_TRUE(may_act(holder.account(), holder.post(), kLater));
  EXPECT_EQ(plan(holder.post(), kTestNow).problem().code, ProblemCode::term_wrong);
  EXPECT_EQ(plan(holder.post(), kTestNow - 1h).problem().code, ProblemCode::term_wrong);
}

// Whatever the clock of the instance says that asks: a decision holds at once.
TEST_P(AccessTerms, WhatWasTakenBackIsGoneForClocksThatAreBehind) {
  const auto holder = town().actor(Role::committee), deputy = town().actor(Role::grid_leader);
  EXPECT_TRUE(deputise(holder.post(), deputy.account(), kSoon).ok());
  EXPECT_TRUE(may_act(deputy.account(), holder.post(), kTestNow));
  EXPECT_TRUE(take_back(holder.post(), kTestNow + 1h).ok());
  EXPECT_FALSE(may_act(holder.account(), holder.post(), kTestNow));
  EXPECT_TRUE(as_system([&](Transaction& tx, const Actor& actor) {
                return dismiss_deputy(tx, kTestNow + 1h, actor, holder.post(), deputy.account());
              }).ok());
  EXPECT_FALSE(may_act(deputy.account(), holder.post(), kTestNow));
}

// --- successors

TEST_P(AccessTerms, WhoFollowsTakesOverTheInstantTheTermEnds) {
  const auto holder = town().actor(Role::committee);
  const auto next = town().account("next");
  const auto named = succeed(holder.post(), next);
  ASSERT_TRUE(named.ok());
  EXPECT_EQ(named->successor, (Successor{next, "next", std::nullopt, true}));
  EXPECT_FALSE(may_act(next, holder.post(), kLater));
  EXPECT_EQ(plan(holder.post(), kLater)->successor->from, kLater);
  EXPECT_EQ(plan(holder.post(), kSoon)->successor->from, kSoon) << "the end moves, and who follows with it";
  EXPECT_TRUE(may_act(holder.account(), holder.post(), kSoon - kTick));
  EXPECT_FALSE(may_act(next, holder.post(), kSoon - kTick));
  EXPECT_FALSE(may_act(holder.account(), holder.post(), kSoon));
  EXPECT_TRUE(may_act(next, holder.post(), kSoon));
  const auto after = at(holder.post(), kSoon);
  EXPECT_EQ(after.holder, next);
  EXPECT_FALSE(after.successor);
}

TEST_P(AccessTerms, WhoFollowsTakesOverWhenThePostIsTakenBackOrItsHolderShutOut) {
  const auto first = town().actor(Role::committee), second = town().actor(Role::committee);
  const auto next = town().account("next");
  ASSERT_TRUE(succeed(first.post(), next).ok());
  ASSERT_TRUE(succeed(second.post(), next).ok());
  EXPECT_EQ(take_back(first.post())->holder, next);
  EXPECT_TRUE(set_state(second.account(), AccountState::disabled).ok());
  EXPECT_TRUE(may_act(next, second.post(), kTestNow));
  EXPECT_TRUE(set_state(second.account(), AccountState::active).ok());
  EXPECT_FALSE(may_act(second.account(), second.post(), kTestNow)) << "it is another's now";
}

TEST_P(AccessTerms, ASuccessorThatIsShutOutDoesNotTakeOver) {
  const auto holder = town().actor(Role::committee);
  const auto next = town().account("next");
  ASSERT_TRUE(succeed(holder.post(), next).ok());
  ASSERT_TRUE(set_state(next, AccountState::disabled).ok());
  ASSERT_TRUE(set_state(holder.account(), AccountState::disabled).ok());
  EXPECT_EQ(at(holder.post(), kTestNow).holder, holder.account()) << "it stays the holder's own";
}

TEST_P(AccessTerms, ASuccessorWithADateEndsTheHoldersTime) {
  const auto holder = town().actor(Role::committee);
  const auto next = town().account("next");
  EXPECT_EQ(succeed(holder.post(), next, kSoon)->holder_until, kSoon);
  EXPECT_EQ(plan(holder.post(), kLater).problem().code, ProblemCode::term_overlaps);
  EXPECT_EQ(plan(holder.post(), std::nullopt).problem().code, ProblemCode::term_overlaps);
  EXPECT_FALSE(may_act(next, holder.post(), kSoon - kTick));
  EXPECT_TRUE(may_act(next, holder.post(), kSoon));
  EXPECT_FALSE(may_act(holder.account(), holder.post(), kSoon));
  const auto dropped = as_system([&](Transaction& tx, const Actor& actor) {
    return drop_successor(tx, kTestNow, actor, holder.post());
  });
  EXPECT_FALSE(dropped->successor);
  EXPECT_FALSE(may_act(next, holder.post(), kSoon));
  EXPECT_TRUE(plan(holder.post(), std::nullopt).ok());
}

TEST_P(AccessTerms, GivingThePostToAnotherKeepsTheSuccessor) {
  const auto holder = town().actor(Role::committee);
  const auto other = town().account("other"), next = town().account("next");
  const auto give = [&](AccountId account) {
    return as_system([&](Transaction& tx, const Actor& actor) {
      return give_post(tx, kTestNow, actor, holder.post(), account);
    });
  };
  ASSERT_TRUE(succeed(holder.post(), next, kSoon).ok());
  EXPECT_EQ(give(other)->holder_until, kSoon) << "the new holder's time ends where the successor's begins";
  EXPECT_EQ(give(next)->holder, next);
  EXPECT_FALSE(at(holder.post(), kTestNow).successor) << "who came early does not come again";
  EXPECT_FALSE(at(holder.post(), kTestNow).holder_until);
  ASSERT_TRUE(succeed(holder.post(), other).ok());
  EXPECT_TRUE(give(holder.account())->successor->when_vacant);
  EXPECT_EQ(take_back(holder.post())->holder, other);
}

TEST_P(AccessTerms, NamingASuccessorIsRefusedWhereItMakesNoSense) {
  const auto holder = town().actor(Role::committee);
  const auto next = town().account("next");
  EXPECT_EQ(succeed(holder.post(), next, kTestNow).problem().code, ProblemCode::term_wrong);
  EXPECT_EQ(succeed(holder.post(), holder.account()).problem().code, ProblemCode::bad_choice);
  ASSERT_TRUE(take_back(holder.post()).ok());
  EXPECT_EQ(succeed(holder.post(), next).problem().code, ProblemCode::post_vacant);
  EXPECT_EQ(plan(holder.post(), kSoon).problem().code, ProblemCode::post_vacant);
  EXPECT_TRUE(succeed(holder.post(), next, kSoon).ok()) << "a vacant post may wait for a day";
  EXPECT_TRUE(may_act(next, holder.post(), kSoon));
}

// --- deputies

TEST_P(AccessTerms, ADeputyActsForATimeWithThePostsRightsAndArea) {
  const auto a = town().area(AreaKind::committee, "A"), b = town().area(AreaKind::committee, "B");
  const auto holder = town().actor(Role::committee, a.id), deputy = town().actor(Role::grid_leader, b.id);
  const auto from = kTestNow + 1h;
  ASSERT_TRUE(deputise(holder.post(), deputy.account(), kSoon, from).ok());
  const auto token = session_in(deputy.account(), holder.post());
  EXPECT_EQ(look_up(token).actor.post(), kNoPost) << "not yet";
  const auto acting = look_up(token, from);
  EXPECT_EQ(acting.actor.post(), holder.post());
  EXPECT_EQ(acting.actor.role(), Role::committee);
  EXPECT_EQ(acting.actor.area(), a.id);
  EXPECT_EQ(acting.actor.rights(), holder.rights());
  EXPECT_EQ(db().read([&](Transaction& tx) { return acting_end(tx, from, acting); }), kSoon);
  EXPECT_TRUE(may_act(holder.account(), holder.post(), from)) << "beside the holder, not in his place";
  EXPECT_EQ(look_up(token, kSoon).actor.post(), kNoPost) << "over";
  EXPECT_FALSE(may_act(deputy.account(), holder.post(), kSoon));
}

TEST_P(AccessTerms, ADeputyshipBeginsWithinAYear) {
  const auto holder = town().actor(Role::committee), deputy = town().actor(Role::grid_leader);
  const auto last = kTestNow + kFarthestDeputyship;
  const auto late = deputise(holder.post(), deputy.account(), last + 48h, last + kTick);
  EXPECT_EQ(late.problem(), problem(ProblemCode::term_wrong, "from"));
  EXPECT_TRUE(deputise(holder.post(), deputy.account(), last + 48h, last).ok());
}

TEST_P(AccessTerms, OwnPostsNameThoseOfDeputies) {
  const auto holder = town().actor(Role::committee), deputy = town().actor(Role::grid_leader);
  ASSERT_TRUE(deputise(holder.post(), deputy.account(), kSoon).ok());
  const auto token = session_in(deputy.account(), deputy.post());
  const auto own = [&](Instant now) {
    return db().read([&](Transaction& tx) { return own_account(tx, now, look_up(token).actor); })->posts;
  };
  ASSERT_EQ(own(kTestNow).size(), 2u);
  EXPECT_EQ(own(kTestNow)[0].id, deputy.post());
  EXPECT_FALSE(own(kTestNow)[0].deputy_until);
  EXPECT_EQ(own(kTestNow)[1].deputy_until, kSoon);
  EXPECT_EQ(own(kSoon).size(), 1u);
  const auto to_it = [&](Instant now) {
    return db().write([&](Transaction& tx) { return switch_post(tx, now, look_up(token), holder.post()); });
  };
  EXPECT_EQ(to_it(kSoon).problem().code, ProblemCode::not_found);
  EXPECT_TRUE(to_it(kTestNow).ok());
  EXPECT_EQ(look_up(token).actor.post(), holder.post());
}

TEST_P(AccessTerms, ADeputyOfAShutOutAccountOrAnEndedPostActsNoMore) {
  const auto holder = town().actor(Role::committee), deputy = town().actor(Role::grid_leader);
  ASSERT_TRUE(deputise(holder.post(), deputy.account(), kSoon).ok());
  ASSERT_TRUE(set_state(deputy.account(), AccountState::disabled).ok());
  EXPECT_FALSE(may_act(deputy.account(), holder.post(), kTestNow));
  ASSERT_TRUE(set_state(deputy.account(), AccountState::active).ok());
  EXPECT_TRUE(may_act(deputy.account(), holder.post(), kTestNow));
  EXPECT_TRUE(as_system([&](Transaction& tx, const Actor& actor) {
                return end_post(tx, kTestNow, actor, holder.post());
              }).ok());
  EXPECT_FALSE(may_act(deputy.account(), holder.post(), kTestNow));
}

TEST_P(AccessTerms, ADeputyIsNamedForAYearAtMostAndNeverTwice) {
  const auto holder = town().actor(Role::committee), deputy = town().actor(Role::grid_leader);
  const auto code = [&](Instant until) {
    const auto named = deputise(holder.post(), deputy.account(), until);
    return named.ok() ? std::nullopt : std::optional(named.problem().code);
  };
  EXPECT_EQ(code(kTestNow), ProblemCode::term_wrong);
  EXPECT_EQ(code(kTestNow + kLongestDeputyship + kTick), ProblemCode::term_wrong);
  EXPECT_EQ(code(kTestNow + kLongestDeputyship), std::nullopt);
  EXPECT_EQ(code(kSoon), std::nullopt);
  EXPECT_EQ(at(holder.post(), kTestNow).deputies.size(), 1u) << "named anew, in place of the term before";
  EXPECT_FALSE(may_act(deputy.account(), holder.post(), kSoon));
  EXPECT_EQ(deputise(holder.post(), holder.account(), kSoon).problem().code, ProblemCode::bad_choice);
}

// --- what goes together

TEST_P(AccessTerms, DeputisingCountsAsHolding) {
  const auto auditor = town().actor(Role::auditor), leader = town().actor(Role::grid_leader);
  const auto coordinator = town().actor(Role::coordinator);
  EXPECT_EQ(deputise(auditor.post(), leader.account(), kSoon).problem().code, ProblemCode::post_exclusive);
  EXPECT_EQ(deputise(leader.post(), auditor.account(), kSoon).problem().code, ProblemCode::post_exclusive);
  EXPECT_EQ(deputise(leader.post(), coordinator.account(), kSoon).problem().code,
            ProblemCode::post_exclusive);
  EXPECT_EQ(deputise(coordinator.post(), leader.account(), kSoon).problem().code,
            ProblemCode::post_exclusive);
  const auto idle = town().account("idle");
  EXPECT_TRUE(deputise(auditor.post(), idle, kSoon).ok());
  const auto given = as_system([&](Transaction& tx, const Actor& actor) {
    return give_post(tx, kTestNow, actor, leader.post(), idle);
  });
  EXPECT_EQ(given.problem().code, ProblemCode::post_exclusive);
  EXPECT_TRUE(succeed(leader.post(), idle, kSoon).ok()) << "the deputyship is over by then";
  EXPECT_EQ(succeed(leader.post(), idle).problem().code, ProblemCode::post_exclusive)
      << "who follows a vacancy may do so at any moment";
}

TEST_P(AccessTerms, ACoordinatorIsDeputyOfACoordinatorOfTheSameCommitteeOnly) {
  const auto a = town().area(AreaKind::committee, "A"), b = town().area(AreaKind::committee, "B");
  const auto a1 = town().area(AreaKind::grid, "A1", a.id), a2 = town().area(AreaKind::grid, "A2", a.id);
  const auto one = town().actor(Role::coordinator, a1.id), two = town().actor(Role::coordinator, a2.id);
  const auto far = town().actor(Role::coordinator, b.id), of_town = town().actor(Role::coordinator);
  EXPECT_TRUE(deputise(two.post(), one.account(), kSoon).ok());
  EXPECT_EQ(deputise(two.post(), far.account(), kSoon).problem().code, ProblemCode::post_exclusive);
  EXPECT_EQ(deputise(two.post(), of_town.account(), kSoon).problem().code, ProblemCode::post_exclusive);
  EXPECT_EQ(succeed(two.post(), one.account(), kTestNow + 1h).problem().code, ProblemCode::post_exclusive)
      << "held, two are one too many";
}

TEST_P(AccessTerms, NobodyNamesHimself) {
  const auto admin = town().actor(Role::system_admin);
  const auto holder = town().actor(Role::committee);
  const auto code = [&](auto&& action) {
    return db().write([&](Transaction& tx) { return action(tx); }).problem().code;
  };
  EXPECT_EQ(code([&](Transaction& tx) {
              return name_successor(tx, kTestNow, admin, holder.post(), {admin.account(), kSoon});
            }),
            ProblemCode::own_account);
  EXPECT_EQ(code([&](Transaction& tx) {
              return name_deputy(tx, kTestNow, admin, holder.post(),
                                 {admin.account(), {}, kSoon, DeputyReason::other});
            }),
            ProblemCode::own_account);
  EXPECT_EQ(code([&](Transaction& tx) {
              return plan_end_of_term(tx, kTestNow, admin, admin.post(), {kSoon, {}});
            }),
            ProblemCode::own_account);
}

TEST_P(AccessTerms, OneAdministratorWithoutAnEndRemains) {
  const auto admin = town().actor(Role::system_admin);
  EXPECT_EQ(plan(admin.post(), kSoon).problem().code, ProblemCode::last_administrator);
  EXPECT_EQ(succeed(admin.post(), town().account("next"), kSoon).problem().code,
            ProblemCode::last_administrator);
  const auto second = town().actor(Role::system_admin);
  EXPECT_TRUE(plan(admin.post(), kSoon).ok());
  EXPECT_EQ(plan(second.post(), kLater).problem().code, ProblemCode::last_administrator);
  EXPECT_EQ(take_back(second.post()).problem().code, ProblemCode::last_administrator);
  EXPECT_EQ(set_state(second.account(), AccountState::disabled).problem().code,
            ProblemCode::last_administrator);
}

// --- the undertaking

TEST_P(AccessTerms, NothingOfResidentsWithoutTheUndertaking) {
  const auto holder = town().actor(Role::committee);
  const auto token = session_in(holder.account(), holder.post());
  EXPECT_TRUE(look_up(token).actor.may(Right::search_people).ok());
  const auto year_on = kTestNow + kUndertakingHolds;
  EXPECT_TRUE(look_up(token, year_on - kTick).actor.may(Right::search_people).ok());
  const auto due = look_up(token, year_on).actor;
  EXPECT_TRUE(due.undertaking_due());
  for (const Right right : holder.rights())
    EXPECT_EQ(due.holds(right).ok(), !needs_undertaking(right)) << code(right);
  EXPECT_EQ(due.may(Right::read_person).problem().code, ProblemCode::undertaking_required);
  EXPECT_EQ(due.may_with_purpose(Right::reveal_number).problem().code, ProblemCode::undertaking_required);
  EXPECT_EQ(due.may(Right::read_audit).problem().code, ProblemCode::forbidden) << "signing would not help";
  EXPECT_TRUE(may_act(holder.account(), holder.post(), year_on)) << "work that was begun goes on";
  EXPECT_TRUE(db().read([&](Transaction& tx) {
                    return Actor::resume(tx, year_on, holder.account(), holder.post(), {});
                  })
                  ->may(Right::search_people)
                  .ok());
}

TEST_P(AccessTerms, SigningIsWithTheTextShownAndTheAccountsName) {
  const auto invited = as_system([&](Transaction& tx, const Actor& actor) {
                         return invite_account(tx, kTestNow, actor, {"newcomer", "周 芳"}, seeded_random(4));
                       }).value();
  const SignInContext context{.clock = fixed_clock(kTestNow), .random = seeded_random(5), .cost = kQuickHash};
  const auto in =
      accept_link(db(), context, invited.link.token, {.password = kSecret, .device = "d"}).value();
  const auto account = in.session.actor.account();
  const auto token = session_in(account, town().post(Role::committee, kTown, account).id);
  EXPECT_TRUE(look_up(token).actor.undertaking_due());
  const auto sign = [&](const std::string& version, const std::string& name) {
    return db().write([&](Transaction& tx) {
      return sign_undertaking(tx, kTestNow, look_up(token).actor, {version, name});
    });
  };
  const std::string version(undertaking_text().version);
  EXPECT_EQ(sign("1999-1", "周 芳").problem().code, ProblemCode::undertaking_outdated);
  EXPECT_EQ(sign(version, "周芳").problem().code, ProblemCode::undertaking_name);
  EXPECT_TRUE(look_up(token).actor.undertaking_due());
  EXPECT_EQ(sign(version, " 周 芳 ")->valid_until, kTestNow + kUndertakingHolds);
  EXPECT_FALSE(look_up(token).actor.undertaking_due());
}

TEST_P(AccessTerms, WhoRunsTheHouseSignsNothing) {
  for (const Role role :
       {Role::system_admin, Role::security_admin, Role::auditor, Role::resident, Role::nobody})
    EXPECT_FALSE(needs_undertaking(role)) << code(role);
  for (const Role role : {Role::population_office, Role::coordinator, Role::helper, Role::working_group})
    EXPECT_TRUE(needs_undertaking(role)) << code(role);
}

// --- accounts that nobody uses

TEST_P(AccessTerms, AnAccountIsIdleAfterNinetyDays) {
  const auto account = town().account("wang");
  const auto idle = [&](Instant now) {
    return as_system([&](Transaction& tx, const Actor& actor) { return list_accounts(tx, now, actor); })
        ->front()
        .idle_since;
  };
  EXPECT_EQ(idle(kTestNow + kIdleAfter - kTick), std::nullopt);
  EXPECT_EQ(idle(kTestNow + kIdleAfter), kTestNow);
  const SignInContext later{
      .clock = fixed_clock(kTestNow + 24h), .random = seeded_random(8), .cost = kQuickHash};
  ASSERT_TRUE(sign_in(db(), later,
                      {.login_name = "wang", .password = "correct horse 马", .address = "a", .device = "d"})
                  .ok());
  EXPECT_EQ(idle(kTestNow + kIdleAfter), std::nullopt);
  ASSERT_TRUE(set_state(account, AccountState::disabled).ok());
  EXPECT_EQ(idle(kTestNow + 24h * 400), std::nullopt) << "nobody can use it";
}

}  // namespace access_terms_test
}  // namespace weige::access
