// Approvals of two persons on both engines: who may decide, when they are void, and that each is decided and
// used once.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "access/account_actions.h"
#include "access/approval_actions.h"
#include "access/approval_decision_actions.h"
#include "access/post_actions.h"
#include "access/post_term_actions.h"
#include "support/access_town.h"
#include "support/databases.h"

namespace weige::access {
namespace access_approval_test {

using store::Transaction;
using testing_support::AccessTown;
using testing_support::kTestNow;

const Instant kAlmostOver = kTestNow + kApprovalLasts - std::chrono::microseconds{1};
const Instant kOver = kTestNow + kApprovalLasts;

ApprovalContent wanted(std::string_view numbers = "masked") {
  return ApprovalContent{}.put("file", "residents").put("numbers", numbers);
}

class AccessApproval : public testing_support::BothEngines {
 protected:
  AccessTown& town() {
    if (!town_) town_.emplace(db());
    return *town_;
  }
  AreaId committee(const std::string& code) { return town().area(AreaKind::committee, code).id; }

  Result<Approval> ask(const Actor& asker, std::optional<AreaId> area, const std::string& reason = "年底核对",
                       const ApprovalContent& content = wanted()) {
    return db().write([&](Transaction& tx) {
      return ask_for_approval(tx, kTestNow, asker,
                              {.kind = ApprovalKind::bulk_export,
                               .area = area,
                               .content = content,
                               .people = 321,
                               .reason = reason});
    });
  }
  Result<Approved> yes(const Actor& second, const Approval& approval, Instant now = kTestNow) {
    const ApprovalEvents nobody_follows;
    return db().write([&](Transaction& tx) {
      return approve(tx, now, second,
                     {.id = approval.id, .digest = approval.digest, .events = nobody_follows});
    });
  }
  Result<Approval> no(const Actor& second, const Approval& approval, const std::string& why = "范围过大") {
    return db().write(
        [&](Transaction& tx) { return refuse(tx, kTestNow, second, {.id = approval.id, .answer = why}); });
  }
  Result<Approval> use(const Actor& asker, const Approval& approval, std::optional<std::int64_t> job = {},
                       const ApprovalContent& content = wanted(), Instant now = kTestNow) {
    return db().write([&](Transaction& tx) {
      return use_approval(tx, now, asker,
                          {.id = approval.id,
                           .kind = ApprovalKind::bulk_export,
                           .area = approval.area,
                           .content = content,
                           .job = job});
    });
  }
  ApprovalState state(const Actor& who, const Approval& approval, Instant now = kTestNow) {
    return db()
        .read([&](Transaction& tx) { return read_approval(tx, now, who, approval.id); })
        .value()
        .approval.state;
  }
  std::vector<std::int64_t> listed(const Actor& who, ApprovalView view, Instant now = kTestNow) {
    const auto list =
        db().read([&](Transaction& tx) { return list_approvals(tx, now, who, view, {.limit = 50}); });
    std::vector<std::int64_t> out;
    for (const auto& seen : list.items) out.push_back(seen.approval.id.value);
    return out;
  }
  bool waits_for(const Actor& who, Instant now = kTestNow) {
    return !listed(who, ApprovalView::waiting, now).empty();
  }
  void end(const Actor& who) {
    const auto system = town().system();
    (void)db().write([&](Transaction& tx) { return end_post(tx, kTestNow, system, who.post()); }).value();
  }
  std::int64_t entries(const std::string& action) {
    return db().read([&](Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM audit_entry WHERE action = $1", action);
    });
  }
  template <class T>
  static ProblemCode code_of(const Result<T>& result) {
    return result.problem().code;
  }

 private:
  std::optional<AccessTown> town_;
};
WEIGE_BOTH_ENGINES(AccessApproval);

TEST_P(AccessApproval, IsDecidedByAnotherWhoCoversTheSameAndHasTheRight) {
  const auto a = committee("A"), b = committee("B");
  const auto asker = town().actor(Role::committee, a), colleague = town().actor(Role::committee, a);
  const auto office = town().actor(Role::population_office), other = town().actor(Role::committee, b);
  const auto officer = town().actor(Role::community_officer, a);
  const auto admin = town().actor(Role::security_admin);
  const auto asked = ask(asker, a).value();
  EXPECT_EQ(asked.people, 321);
  EXPECT_EQ(asked.expires_at - asked.asked_at, kApprovalLasts);
  EXPECT_EQ(code_of(yes(asker, asked)), ProblemCode::approval_own);
  for (const auto& nobody : {other, officer, admin}) {
    EXPECT_EQ(code_of(yes(nobody, asked)), ProblemCode::not_found) << code(nobody.role());
    EXPECT_EQ(code_of(no(nobody, asked)), ProblemCode::not_found);
    EXPECT_FALSE(waits_for(nobody));
  }
  EXPECT_TRUE(waits_for(colleague));
  EXPECT_TRUE(waits_for(office));
  EXPECT_FALSE(waits_for(asker));
  const auto approved = yes(colleague, asked).value().approval;
  EXPECT_EQ(approved.state, ApprovalState::approved);
  EXPECT_EQ(approved.decider->account, colleague.account());
  EXPECT_EQ(entries("approval.asked"), 1);
  EXPECT_EQ(entries("approval.approved"), 1);
  EXPECT_FALSE(waits_for(office)) << "it is decided";
  EXPECT_EQ(listed(office, ApprovalView::past).size(), 1u);
  EXPECT_TRUE(listed(other, ApprovalView::past).empty());
}

TEST_P(AccessApproval, NobodyApprovesHisOwnFromAnotherPostEither) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a), holder = town().actor(Role::committee, a);
  const auto system = town().system();
  (void)db()
      .write([&](Transaction& tx) {
        return name_deputy(tx, kTestNow, system, holder.post(),
                           {.account = asker.account(),
                            .until = kTestNow + std::chrono::hours{24},
                            .reason = DeputyReason::absence});
      })
      .value();
  const auto as_deputy =
      db().read([&](Transaction& tx) {
            return Actor::resume(tx, kTestNow, asker.account(), holder.post(), std::nullopt);
          })
          .value();
  const auto asked = ask(asker, a).value();
  EXPECT_EQ(code_of(yes(as_deputy, asked)), ProblemCode::approval_own);
  EXPECT_FALSE(waits_for(as_deputy));
  EXPECT_TRUE(yes(holder, asked).ok());
}

TEST_P(AccessApproval, OfAllThatAPostCoversNeedsSomebodyWhoCoversAllOfIt) {
  const auto a = committee("A");
  const auto office = town().actor(Role::population_office), second = town().actor(Role::population_office);
  const auto local = town().actor(Role::committee, a), fellow = town().actor(Role::committee, a);
  const auto whole = ask(office, std::nullopt).value();
  EXPECT_EQ(code_of(yes(local, whole)), ProblemCode::not_found);
  EXPECT_TRUE(yes(second, whole).ok());
  const auto part = ask(local, std::nullopt).value();
  EXPECT_TRUE(yes(fellow, part).ok());
}

TEST_P(AccessApproval, OfAPostThatCoversNothingAnyMoreIsNobodysToSee) {
  const auto asker = town().actor(Role::committee, committee("A"));
  const auto office = town().actor(Role::population_office),
             other = town().actor(Role::committee, committee("B"));
  const auto asked = ask(asker, std::nullopt).value();
  ASSERT_TRUE(waits_for(office));
  end(asker);
  for (const auto& who : {office, other}) {
    EXPECT_FALSE(waits_for(who));
    EXPECT_TRUE(listed(who, ApprovalView::past, kOver).empty());
    EXPECT_EQ(code_of(yes(who, asked)), ProblemCode::not_found);
  }
}

TEST_P(AccessApproval, LastsTwoDaysFromBeingAskedToBeingUsed) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a), second = town().actor(Role::committee, a);
  const auto first = ask(asker, a).value();
  EXPECT_EQ(code_of(yes(second, first, kOver)), ProblemCode::approval_over);
  EXPECT_EQ(state(asker, first, kOver), ApprovalState::expired);
  EXPECT_FALSE(waits_for(second, kOver));
  EXPECT_TRUE(waits_for(second, kAlmostOver));
  ASSERT_TRUE(yes(second, first, kAlmostOver).ok());
  EXPECT_EQ(code_of(use(asker, first, {}, wanted(), kOver)), ProblemCode::approval_over);
  EXPECT_TRUE(use(asker, first, {}, wanted(), kAlmostOver).ok());
  EXPECT_EQ(state(asker, first, kOver), ApprovalState::used);
}

TEST_P(AccessApproval, IsUsedOnceByItsAskerForWhatWasApproved) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a), second = town().actor(Role::committee, a);
  const auto asked = ask(asker, a).value();
  const auto early = use(asker, asked);
  EXPECT_EQ(code_of(early), ProblemCode::approval_waiting);
  EXPECT_EQ(early.problem().args.front().value, std::to_string(asked.id.value));
  ASSERT_TRUE(yes(second, asked).ok());
  EXPECT_EQ(code_of(use(second, asked)), ProblemCode::not_found);
  EXPECT_EQ(code_of(use(asker, asked, {}, wanted("full"))), ProblemCode::approval_differs);
  EXPECT_EQ(code_of(use(asker, asked, 77)), ProblemCode::approval_over) << "it began no job";
  EXPECT_TRUE(use(asker, asked).ok());
  EXPECT_EQ(code_of(use(asker, asked)), ProblemCode::approval_over);
  EXPECT_EQ(entries("approval.used"), 1);
}

TEST_P(AccessApproval, BeginsAnewWithItsOwnJobOnly) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a), second = town().actor(Role::committee, a);
  const auto asked = ask(asker, a).value();
  ASSERT_TRUE(yes(second, asked).ok());
  (void)db().write([&](Transaction& tx) -> Done {
    set_approval_job(tx, asked.id, 77);
    return done();
  });
  EXPECT_EQ(code_of(use(asker, asked, 78)), ProblemCode::approval_over);
  EXPECT_EQ(code_of(use(asker, asked)), ProblemCode::approval_over);
  EXPECT_TRUE(use(asker, asked, 77).ok());
  EXPECT_TRUE(use(asker, asked, 77).ok()) << "after a crash, or when it expires meanwhile";
  EXPECT_TRUE(use(asker, asked, 77, wanted(), kOver).ok());
  EXPECT_EQ(entries("approval.used"), 1);
  end(second);
  EXPECT_EQ(code_of(use(asker, asked, 77)), ProblemCode::approval_lapsed);
}

TEST_P(AccessApproval, IsVoidOnceAskerOrSecondPersonActsNoMore) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a), second = town().actor(Role::committee, a);
  const auto office = town().actor(Role::population_office);
  const auto asked = ask(asker, a).value(), later = ask(asker, a, "再次", wanted("full")).value();
  ASSERT_TRUE(yes(second, asked).ok());
  EXPECT_EQ(state(asker, asked), ApprovalState::approved);
  end(second);
  EXPECT_EQ(state(asker, asked), ApprovalState::lapsed);
  EXPECT_EQ(code_of(use(asker, asked)), ProblemCode::approval_lapsed);
  ASSERT_TRUE(waits_for(office));
  end(asker);
  EXPECT_FALSE(waits_for(office));
  EXPECT_EQ(code_of(yes(office, later)), ProblemCode::approval_lapsed);
  EXPECT_EQ(entries("approval.approved"), 1);
}

TEST_P(AccessApproval, IsDecidedOnceWhoeverComesFirst) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a);
  const std::vector<Actor> seconds{town().actor(Role::committee, a), town().actor(Role::committee, a),
                                   town().actor(Role::population_office)};
  const auto asked = ask(asker, a).value();
  std::atomic<int> approved = 0, too_late = 0;
  std::vector<std::thread> at_once;
  for (const auto& second : seconds)
    at_once.emplace_back([&] {
      const auto outcome = yes(second, asked);
      if (outcome.ok()) ++approved;
      if (!outcome.ok() && code_of(outcome) == ProblemCode::approval_over) ++too_late;
    });
  for (auto& thread : at_once) thread.join();
  EXPECT_EQ(approved, 1);
  EXPECT_EQ(too_late, 2);
  EXPECT_EQ(code_of(no(seconds[0], asked)), ProblemCode::approval_over);
}

TEST_P(AccessApproval, IsUsedOnceHoweverManyTryAtOnce) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a), second = town().actor(Role::committee, a);
  const auto asked = ask(asker, a).value();
  ASSERT_TRUE(yes(second, asked).ok());
  std::atomic<int> used = 0;
  std::vector<std::thread> at_once;
  for (int i = 0; i < 4; ++i)
    at_once.emplace_back([&] {
      if (use(asker, asked).ok()) ++used;
    });
  for (auto& thread : at_once) thread.join();
  EXPECT_EQ(used, 1);
}

TEST_P(AccessApproval, IsRefusedForAReasonOrWithdrawn) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a), second = town().actor(Role::committee, a);
  const auto asked = ask(asker, a).value();
  EXPECT_EQ(code_of(no(second, asked, " ")), ProblemCode::missing_field);
  EXPECT_EQ(no(second, asked, " ").problem().place, "reason");
  const auto refused = no(second, asked).value();
  EXPECT_EQ(refused.state, ApprovalState::refused);
  EXPECT_EQ(refused.answer, "范围过大");
  EXPECT_EQ(code_of(yes(second, asked)), ProblemCode::approval_over);
  EXPECT_EQ(code_of(use(asker, asked)), ProblemCode::approval_over);
  const auto take_back = [&](const Actor& who, const Approval& what) {
    return db().write([&](Transaction& tx) { return withdraw_approval(tx, kTestNow, who, what.id); });
  };
  EXPECT_EQ(code_of(take_back(asker, asked)), ProblemCode::approval_over);
  const auto again = ask(asker, a).value();
  EXPECT_NE(again.id, asked.id);
  EXPECT_EQ(code_of(take_back(second, again)), ProblemCode::not_found);
  ASSERT_TRUE(yes(second, again).ok());
  EXPECT_EQ(take_back(asker, again).value().state, ApprovalState::withdrawn) << "approved, and not used yet";
  EXPECT_EQ(code_of(use(asker, again)), ProblemCode::approval_over);
}

TEST_P(AccessApproval, NeedsAReasonASecondPersonAndIsAskedForOnce) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a);
  EXPECT_EQ(code_of(ask(asker, a, "")), ProblemCode::approval_needed);
  EXPECT_EQ(code_of(ask(asker, a)), ProblemCode::approval_nobody);
  const auto second = town().actor(Role::committee, a);
  const auto first = ask(asker, a).value();
  EXPECT_EQ(ask(asker, a, "").value().id, first.id);
  EXPECT_NE(ask(asker, a, "全部", wanted("full")).value().id, first.id);
  EXPECT_EQ(listed(asker, ApprovalView::mine).size(), 2u);
  EXPECT_EQ(listed(second, ApprovalView::waiting).size(), 2u);
}

TEST_P(AccessApproval, IsGivenToWhatWasShownAndToNothingElse) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a), second = town().actor(Role::committee, a);
  auto asked = ask(asker, a).value();
  auto other = asked;
  other.digest = digest_of(ApprovalKind::bulk_export, a, wanted("full"));
  EXPECT_EQ(code_of(yes(second, other)), ProblemCode::approval_differs);
  (void)db().write([&](Transaction& tx) -> Done {
    tx.exec("UPDATE approval SET content = $2 WHERE id = $1", asked.id, wanted("full").text());
    return done();
  });
  EXPECT_EQ(code_of(yes(second, asked)), ProblemCode::approval_differs) << "changed behind the program";
}

TEST_P(AccessApproval, OldOnesComePageByPage) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a), second = town().actor(Role::committee, a);
  for (const auto* file : {"a", "b", "c"})
    (void)no(second, ask(asker, a, "核对", ApprovalContent{}.put("file", file)).value()).value();
  const auto page = [&](std::optional<ApprovalId> before) {
    return db().read([&](Transaction& tx) {
      return list_approvals(tx, kTestNow, second, ApprovalView::past, {.before = before, .limit = 2});
    });
  };
  const auto first = page({});
  ASSERT_EQ(first.items.size(), 2u);
  ASSERT_TRUE(first.next.has_value());
  const auto rest = page(first.next);
  ASSERT_EQ(rest.items.size(), 1u);
  EXPECT_FALSE(rest.next.has_value());
  EXPECT_EQ(rest.items[0].approval.content.get("file"), "a");
}

TEST_P(AccessApproval, TheDatabaseItselfKnowsNoDeciderWhoAsked) {
  const auto a = committee("A");
  const auto asker = town().actor(Role::committee, a);
  (void)town().actor(Role::committee, a);
  const auto asked = ask(asker, a).value();
  EXPECT_THROW((void)db().write([&](Transaction& tx) -> Done {
    tx.exec(
        "UPDATE approval SET state = 'approved', decider_account_id = asker_account_id,"
        " decider_post_id = asker_post_id WHERE id = $1",
        asked.id);
    return done();
  }),
               store::DatabaseError);
}

}  // namespace access_approval_test
}  // namespace weige::access
