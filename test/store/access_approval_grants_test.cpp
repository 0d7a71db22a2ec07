// Posts that are given by one administrator and approved by the other, on both engines.
#include <gtest/gtest.h>

#include "access/account_actions.h"
#include "access/approval_actions.h"
#include "access/approval_decision_actions.h"
#include "access/grant_actions.h"
#include "access/post_actions.h"
#include "access/post_term_actions.h"
#include "support/access_town.h"
#include "support/databases.h"

namespace weige::access {
namespace access_approval_grants_test {

using store::Transaction;
using testing_support::AccessTown;
using testing_support::kTestNow;

class AccessApprovalGrants : public testing_support::BothEngines {
 protected:
  AccessTown& town() {
    if (!town_) town_.emplace(db());
    return *town_;
  }
  PostId vacant(Role role) {
    const auto system = town().system();
    NewPost wanted{.role = role, .title = std::string(zh_name(role))};
    if (role == Role::helper) wanted.helper_kind = "volunteer";
    return db().write([&](Transaction& tx) { return create_post(tx, kTestNow, system, wanted); }).value().id;
  }
  Result<GrantOutcome> give(const Actor& admin, const Grant& grant, const std::string& reason = "新任",
                            Instant now = kTestNow, TwoPersons rule = TwoPersons::required) {
    return db().write([&](Transaction& tx) {
      return grant_post(tx, now, admin, {.grant = grant, .reason = reason, .two_persons = rule});
    });
  }
  Result<Approval> no(const Actor& objector, const Approval& approval) {
    return db().write([&](Transaction& tx) {
      return refuse(tx, kTestNow, objector, {.id = approval.id, .answer = "没有商量过"});
    });
  }
  template <class Act>
  std::optional<ProblemCode> problem_of(Act act) {
    const auto outcome = db().write(act);
    if (outcome) return std::nullopt;
    return outcome.problem().code;
  }
  static Actor town_system(Transaction& tx) { return Actor::system(tx, kTestNow, SystemReason::maintenance); }
  Result<Approved> yes(const Actor& second, const Approval& approval, Instant now = kTestNow) {
    const ApprovalEvents nobody_follows;
    return db().write([&](Transaction& tx) {
      return approve(tx, now, second,
                     {.id = approval.id, .digest = approval.digest, .events = nobody_follows});
    });
  }
  Post at(PostId post) {
    const auto system = town().system();
    return db().read([&](Transaction& tx) { return read_post(tx, kTestNow, system, post); }).value();
  }
  std::int64_t entries(const std::string& action) {
    return db().read([&](Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM audit_entry WHERE action = $1", action);
    });
  }

 private:
  std::optional<AccessTown> town_;
};
WEIGE_BOTH_ENGINES(AccessApprovalGrants);

TEST_P(AccessApprovalGrants, UntilASecurityAdministratorHasSignedInOneGivesAloneAndTheAuditorIsTold) {
  const auto admin = town().actor(Role::system_admin);
  const auto wang = town().account("wang");
  const auto post = vacant(Role::committee);
  const auto given = give(admin, {.post = post, .account = wang}, "").value();
  EXPECT_FALSE(given.waiting.has_value());
  EXPECT_EQ(at(post).holder, wang);
  EXPECT_EQ(entries("alarm.granted_alone"), 1);
  EXPECT_EQ(entries("approval.asked"), 0);
}

TEST_P(AccessApprovalGrants, OneAdministratorAsksAndTheOtherApproves) {
  const auto admin = town().actor(Role::system_admin), fellow = town().actor(Role::system_admin);
  const auto security = town().actor(Role::security_admin);
  const auto wang = town().account("wang");
  const auto post = vacant(Role::committee);
  EXPECT_EQ(give(admin, {.post = post, .account = wang}, "").problem().code, ProblemCode::approval_needed);
  const auto asked = give(admin, {.post = post, .account = wang}).value();
  ASSERT_TRUE(asked.waiting.has_value());
  EXPECT_TRUE(asked.touched.empty());
  EXPECT_FALSE(at(post).holder.has_value());
  EXPECT_EQ(asked.waiting->grantee->name, "wang");
  EXPECT_EQ(asked.waiting->grantee->post, post);
  EXPECT_EQ(yes(fellow, *asked.waiting).problem().code, ProblemCode::not_found)
      << "administrators of one kind do not help each other";
  const auto waiting =
      db().read([&](Transaction& tx) { return list_waiting_grants(tx, kTestNow, security); });
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].account, wang);
  const auto approved = yes(security, *asked.waiting).value();
  EXPECT_EQ(approved.approval.state, ApprovalState::used);
  EXPECT_EQ(approved.touched, std::vector{wang});
  EXPECT_EQ(at(post).holder, wang);
  EXPECT_EQ(entries("alarm.granted_alone"), 0);
  const auto giver = db().read([](Transaction& tx) {
    return tx.scalar<std::int64_t>(
        "SELECT max(account_id) FROM audit_entry WHERE action = 'post.given' AND account_id <> 1");
  });
  EXPECT_EQ(giver, admin.account().value) << "it is given in the asker's name";
}

TEST_P(AccessApprovalGrants, TheSecurityAdministratorAsksTheSystemAdministrator) {
  const auto admin = town().actor(Role::system_admin), security = town().actor(Role::security_admin);
  const auto wang = town().account("wang");
  const auto post = vacant(Role::auditor);
  const auto asked = give(security, {.post = post, .account = wang}).value();
  ASSERT_TRUE(asked.waiting.has_value());
  EXPECT_TRUE(yes(admin, *asked.waiting).ok());
  EXPECT_EQ(at(post).holder, wang);
}

TEST_P(AccessApprovalGrants, SuccessorsAndDeputiesWaitLikeHolders) {
  const auto admin = town().actor(Role::system_admin), security = town().actor(Role::security_admin);
  const auto holder = town().actor(Role::committee);
  const auto next = town().account("next"), deputy = town().account("deputy");
  const auto succession =
      give(admin, {.way = GrantWay::successor, .post = holder.post(), .account = next}).value();
  const auto deputising = give(admin, {.way = GrantWay::deputy,
                                       .post = holder.post(),
                                       .account = deputy,
                                       .until = kTestNow + std::chrono::hours{72},
                                       .reason = DeputyReason::training})
                              .value();
  EXPECT_FALSE(at(holder.post()).successor.has_value());
  EXPECT_TRUE(at(holder.post()).deputies.empty());
  ASSERT_TRUE(yes(security, *succession.waiting).ok());
  ASSERT_TRUE(yes(security, *deputising.waiting).ok());
  EXPECT_EQ(at(holder.post()).successor->account, next);
  EXPECT_EQ(at(holder.post()).deputies.at(0).account, deputy);
  EXPECT_EQ(at(holder.post()).deputies.at(0).reason, DeputyReason::training);
}

TEST_P(AccessApprovalGrants, WhatCannotBeIsRefusedBeforeSomebodyIsAsked) {
  const auto admin = town().actor(Role::system_admin);
  (void)town().actor(Role::security_admin);
  const auto coordinator = town().actor(Role::coordinator), holder = town().actor(Role::committee);
  EXPECT_EQ(give(admin, {.post = holder.post(), .account = coordinator.account()}).problem().code,
            ProblemCode::post_exclusive);
  EXPECT_EQ(give(admin, {.post = holder.post(), .account = admin.account()}).problem().code,
            ProblemCode::own_account);
  EXPECT_EQ(give(admin, {.way = GrantWay::successor,
                         .post = holder.post(),
                         .account = town().account("xu"),
                         .from = kTestNow})
                .problem()
                .code,
            ProblemCode::term_wrong);
  EXPECT_EQ(give(admin, {.way = GrantWay::deputy,
                         .post = holder.post(),
                         .account = town().account("yu"),
                         .until = kTestNow,
                         .reason = DeputyReason::other})
                .problem()
                .code,
            ProblemCode::term_wrong);
  EXPECT_EQ(entries("approval.asked"), 0);
}

TEST_P(AccessApprovalGrants, WhatCannotBeDoneAnyMoreStaysUndecided) {
  const auto admin = town().actor(Role::system_admin), security = town().actor(Role::security_admin);
  const auto wang = town().account("wang");
  const auto post = vacant(Role::committee);
  const auto asked = give(admin, {.post = post, .account = wang}).value();
  const auto system = town().system();
  (void)db()
      .write([&](Transaction& tx) {
        return edit_account(tx, kTestNow, system, wang, {.state = AccountState::disabled});
      })
      .value();
  EXPECT_EQ(yes(security, *asked.waiting).problem().code, ProblemCode::account_not_active);
  const auto seen =
      db().read([&](Transaction& tx) { return read_approval(tx, kTestNow, security, asked.waiting->id); });
  EXPECT_EQ(seen->approval.state, ApprovalState::asked);
  EXPECT_FALSE(at(post).holder.has_value());
}

TEST_P(AccessApprovalGrants, OnePersonDoesNotMakeItselfItsOwnSecond) {
  const auto admin = town().actor(Role::system_admin), security = town().actor(Role::security_admin);
  const auto one = town().account("one"), two = town().account("two");
  const auto office = vacant(Role::population_office);
  const auto refused = [&](auto act) { return problem_of(act) == ProblemCode::last_administrator; };
  EXPECT_TRUE(refused([&](Transaction& tx) { return take_back_post(tx, kTestNow, admin, security.post()); }));
  EXPECT_TRUE(refused([&](Transaction& tx) { return end_post(tx, kTestNow, admin, security.post()); }));
  EXPECT_TRUE(refused([&](Transaction& tx) {
    return plan_end_of_term(tx, kTestNow, admin, security.post(), {kTestNow + std::chrono::hours{1}, {}});
  }));
  EXPECT_TRUE(refused([&](Transaction& tx) {
    return edit_account(tx, kTestNow, admin, security.account(), {.state = AccountState::disabled});
  }));
  const auto own = vacant(Role::security_admin);
  EXPECT_TRUE(give(admin, {.post = security.post(), .account = one}).value().waiting.has_value());
  EXPECT_TRUE(give(admin, {.post = own, .account = one}).value().waiting.has_value());
  EXPECT_TRUE(give(admin, {.post = office, .account = two}).value().waiting.has_value());
  EXPECT_EQ(at(security.post()).holder, security.account());
  EXPECT_FALSE(at(own).holder.has_value());
  EXPECT_EQ(entries("alarm.granted_alone"), 0);
}

TEST_P(AccessApprovalGrants, ASecurityAdministratorIsFollowedByWhomHeApproves) {
  const auto admin = town().actor(Role::system_admin), security = town().actor(Role::security_admin);
  const auto next = town().account("next"), later = town().account("later");
  const auto dated = give(admin, {.way = GrantWay::successor,
                                  .post = security.post(),
                                  .account = later,
                                  .from = kTestNow + std::chrono::hours{72}})
                         .value();
  ASSERT_TRUE(yes(security, *dated.waiting).ok());
  EXPECT_EQ(problem_of([&](Transaction& tx) { return drop_successor(tx, kTestNow, admin, security.post()); }),
            ProblemCode::last_administrator)
      << "then nobody would come after him";
  const auto asked = give(admin, {.post = security.post(), .account = next}).value();
  ASSERT_TRUE(yes(security, *asked.waiting).ok());
  EXPECT_EQ(at(security.post()).holder, next);
  EXPECT_EQ(entries("alarm.granted_alone"), 0);
}

TEST_P(AccessApprovalGrants, APostOfSecurityAdministratorIsGivenAloneOnceNobodyObjectedForDays) {
  const auto admin = town().actor(Role::system_admin), security = town().actor(Role::security_admin);
  const auto li = town().account("li");
  const Grant wanted{.post = security.post(), .account = li};
  const auto asked = give(admin, wanted).value();
  EXPECT_EQ(asked.waiting->alone_from, kTestNow + std::chrono::days{7});
  const auto soon =
      give(admin, wanted, "", kTestNow + std::chrono::days{7} - std::chrono::seconds{1}).value();
  ASSERT_TRUE(soon.waiting.has_value());
  EXPECT_EQ(soon.waiting->id, asked.waiting->id);
  EXPECT_EQ(at(security.post()).holder, security.account());
  EXPECT_FALSE(give(admin, wanted, "", kTestNow + std::chrono::days{7}).value().waiting.has_value());
  EXPECT_EQ(entries("alarm.granted_alone"), 1);
  const auto seen = db().write([&](Transaction& tx) {
    return read_post(tx, kTestNow + std::chrono::days{7}, town_system(tx), security.post());
  });
  EXPECT_EQ(seen->holder, li);
  const auto approval =
      db().read([&](Transaction& tx) { return find_approval(tx, asked.waiting->id, kTestNow); });
  EXPECT_EQ(approval->state, ApprovalState::used);
  EXPECT_FALSE(approval->decider.has_value());
}

TEST_P(AccessApprovalGrants, AdministratorsAuditorAndOfficeSeeItAndObject) {
  const auto admin = town().actor(Role::system_admin), security = town().actor(Role::security_admin);
  const auto fellow = town().actor(Role::system_admin), auditor = town().actor(Role::auditor);
  const auto office = town().actor(Role::population_office), committee = town().actor(Role::committee);
  const Grant wanted{.post = security.post(), .account = town().account("li")};
  for (const auto& objector : {security, fellow, auditor, office}) {
    const auto asked = give(admin, wanted).value();
    const auto waiting = db().read(
        [&](Transaction& tx) { return list_approvals(tx, kTestNow, objector, ApprovalView::waiting, {}); });
    ASSERT_EQ(waiting.items.size(), 1u);
    EXPECT_TRUE(waiting.items[0].may_object);
    EXPECT_EQ(waiting.items[0].may_decide, objector.account() == security.account());
    if (objector.account() != security.account())
      EXPECT_EQ(yes(objector, *asked.waiting).problem().code, ProblemCode::forbidden);
    EXPECT_EQ(no(committee, *asked.waiting).problem().code, ProblemCode::not_found);
    EXPECT_EQ(no(admin, *asked.waiting).problem().code, ProblemCode::approval_own);
    ASSERT_TRUE(no(objector, *asked.waiting).ok());
  }
  const auto again = give(admin, wanted, "再次提交", kTestNow + std::chrono::days{8}).value();
  ASSERT_TRUE(again.waiting.has_value()) << "what was refused is not done when its time comes";
  EXPECT_EQ(again.waiting->alone_from, kTestNow + std::chrono::days{15});
  EXPECT_EQ(entries("alarm.granted_alone"), 0);
}

TEST_P(AccessApprovalGrants, WithoutASecurityAdministratorNothingElseIsGiven) {
  const auto admin = town().actor(Role::system_admin), security = town().actor(Role::security_admin);
  const auto wang = town().account("wang"), li = town().account("li");
  const auto office = vacant(Role::population_office);
  (void)db().write([&](Transaction& tx) -> Done {  // as a term that ran out would leave it
    tx.exec("UPDATE post_holding SET until_at = $2, closed = 1 WHERE post_id = $1", security.post(),
            kTestNow);
    return done();
  });
  EXPECT_EQ(give(admin, {.post = office, .account = wang}).problem().code, ProblemCode::approval_nobody);
  EXPECT_TRUE(give(admin, {.post = security.post(), .account = li}).value().waiting.has_value());
  EXPECT_FALSE(at(security.post()).holder.has_value());
}

TEST_P(AccessApprovalGrants, WhatLapsedDoesNotComeAliveAgain) {
  const auto admin = town().actor(Role::system_admin), security = town().actor(Role::security_admin);
  const auto fellow = town().actor(Role::system_admin);
  const auto system = town().system();
  const auto post = vacant(Role::committee);
  const Grant wanted{.post = post, .account = town().account("wang")};
  const auto first = give(admin, wanted).value();
  for (const auto state : {AccountState::disabled, AccountState::active})
    (void)db()
        .write([&](Transaction& tx) {
          return edit_account(tx, kTestNow, system, admin.account(), {.state = state});
        })
        .value();
  EXPECT_EQ(yes(security, *first.waiting).problem().code, ProblemCode::approval_lapsed);
  const auto second = give(admin, wanted).value();
  EXPECT_NE(second.waiting->id, first.waiting->id) << "it is asked anew";
  const auto later = kTestNow + std::chrono::hours{1};
  (void)db().write([&](Transaction& tx) { return take_back_post(tx, later, fellow, admin.post()); }).value();
  (void)db()
      .write([&](Transaction& tx) { return give_post(tx, later, fellow, admin.post(), admin.account()); })
      .value();
  EXPECT_EQ(yes(security, *second.waiting, later).problem().code, ProblemCode::approval_lapsed);
  EXPECT_NE(give(admin, wanted, "新任", later).value().waiting->id, second.waiting->id);
}

TEST_P(AccessApprovalGrants, HelpersResidentsAndTryingOutNeedNobody) {
  const auto admin = town().actor(Role::system_admin);
  (void)town().actor(Role::security_admin);
  const auto helper = vacant(Role::helper), committee = vacant(Role::committee);
  const auto wang = town().account("wang");
  EXPECT_FALSE(give(admin, {.post = helper, .account = wang}, "").value().waiting.has_value());
  EXPECT_EQ(at(helper).holder, wang);
  EXPECT_FALSE(give(admin, {.post = committee, .account = wang}, "", kTestNow, TwoPersons::off)
                   .value()
                   .waiting.has_value());
  EXPECT_EQ(at(committee).holder, wang);
  EXPECT_FALSE(give(admin, {.post = committee, .account = wang}, "").value().waiting.has_value())
      << "he holds it already";
  EXPECT_EQ(entries("alarm.granted_alone"), 0);
}

TEST_P(AccessApprovalGrants, OnlyManagersOfPostsGiveThemAtAll) {
  const auto office = town().actor(Role::population_office);
  const auto post = vacant(Role::committee);
  EXPECT_EQ(give(office, {.post = post, .account = town().account("wang")}).problem().code,
            ProblemCode::forbidden);
  EXPECT_TRUE(db().read([&](Transaction& tx) { return list_waiting_grants(tx, kTestNow, office); }).empty());
}

}  // namespace access_approval_grants_test
}  // namespace weige::access
