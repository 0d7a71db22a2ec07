// Keys of sealed letters on both engines: one's own, a post's, and how it is handed over when people change.
#include <gtest/gtest.h>

#include "access/post_actions.h"
#include "access/post_term_actions.h"
#include "access/session_store.h"
#include "support/in_access_town.h"
#include "support/leads.h"
#include "work/lead_actions.h"
#include "work/lead_envelope.h"
#include "work/lead_key_actions.h"
#include "work/lead_store.h"

namespace weige::work {
namespace lead_keys_test {

using access::AccountId;
using access::Actor;
using access::Role;
using store::Transaction;
using testing_support::kTestNow;
using testing_support::lead_point;
using testing_support::sealed_letter;
using testing_support::sealed_share;
using testing_support::wrapped_own_key;

constexpr std::chrono::hours kDay{24};

class LeadKeys : public testing_support::InAccessTown {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    officer_.emplace(town().actor(Role::community_officer));
  }
  // As the account in the officer's post at the instant.
  Actor acting(AccountId account, Instant now) {
    return db()
        .read([&](Transaction& tx) { return Actor::resume(tx, now, account, officer_->post(), {}); })
        .value();
  }
  Actor acting_nowhere(AccountId account) {
    return write([&](Transaction& tx) -> Result<Actor> {
             const auto token = access::insert_session(
                 tx, {.account = account, .acting_post = {}, .device = "test"}, kTestNow,
                 testing_support::kNoFactorNeeded, seeded_random(++sessions_));
             WEIGE_TRY(const auto session,
                       access::find_session(tx, token, kTestNow, testing_support::kNoFactorNeeded));
             return session.actor;
           })
        .value();
  }
  Result<OwnLeadKeyView> set_own(const Actor& actor, char fill, char wrapped = 'w') {
    return write([&](Transaction& tx) {
      return set_own_lead_key(tx, kTestNow, actor, {lead_point(fill), wrapped_own_key(wrapped)});
    });
  }
  static ShareWish share(AccountId account, char own, char fill = 's') {
    return {account, lead_point(own), sealed_share(fill)};
  }
  Result<LeadBox> make(const Actor& actor, LeadKeyWish wish, Instant now = kTestNow) {
    return write([&](Transaction& tx) { return make_lead_key(tx, now, actor, wish); });
  }
  Result<LeadBox> hand_over(const Actor& actor, const HandOver& wish, Instant now = kTestNow) {
    return write([&](Transaction& tx) { return hand_over_lead_key(tx, now, actor, wish); });
  }
  LeadBox box(const Actor& actor, Instant now = kTestNow) {
    return db().read([&](Transaction& tx) { return read_lead_box(tx, now, actor); }).value();
  }
  LeadKeyId first_key() {
    (void)set_own(*officer_, 'a').value();
    return make(*officer_, {.public_key = lead_point('p'), .shares = {share(officer_->account(), 'a')}})
        .value()
        .keys.front()
        .id;
  }
  access::Post name_successor(AccountId account, std::optional<Instant> from = {}) {
    const auto system = town().system();
    return write([&](Transaction& tx) {
             return access::name_successor(tx, kTestNow, system, officer_->post(), {account, from});
           })
        .value();
  }
  std::vector<std::string> details(std::string_view action) {
    return db().read([&](Transaction& tx) {
      return tx.all(
          "SELECT detail FROM audit_entry WHERE action = $1 ORDER BY id",
          [](const store::Row& row) { return row.get<std::string>(0); }, action);
    });
  }

  std::optional<Actor> officer_;
  std::uint64_t sessions_ = 0;
};
WEIGE_BOTH_ENGINES(LeadKeys);

TEST_P(LeadKeys, OwnOnesAreForWhoServesInAnOfficersPostOrIsNamedTo) {
  const auto next = town().account("next");
  EXPECT_EQ(set_own(acting_nowhere(next), 'n').problem().code, ProblemCode::forbidden);
  (void)name_successor(next);
  EXPECT_TRUE(set_own(acting_nowhere(next), 'n')->eligible);
  EXPECT_EQ(set_own(town().actor(Role::coordinator), 'c').problem().code, ProblemCode::forbidden);
  const auto view = set_own(*officer_, 'a').value();
  EXPECT_EQ(view.key->public_key, lead_point('a'));
  const auto fingerprint = "fingerprint=" + fingerprint_of(lead_point('a'));
  EXPECT_EQ(details("lead.own_key").back(), fingerprint);
}

TEST_P(LeadKeys, TheFormIsLookedAt) {
  const auto set = [&](const OwnLeadKeyWish& wish) {
    return write([&](Transaction& tx) { return set_own_lead_key(tx, kTestNow, *officer_, wish); })
        .problem()
        .place;
  };
  EXPECT_EQ(set({"x", wrapped_own_key('w')}), "public_key");
  EXPECT_EQ(set({lead_point('a'), "x"}), "wrapped_private");
  (void)set_own(*officer_, 'a').value();
  auto torn = share(officer_->account(), 'a');
  torn.wrapped_private.pop_back();
  EXPECT_EQ(make(*officer_, {.public_key = lead_point('p'), .shares = {torn}}).problem().place,
            "shares.0.wrapped_private");
}

TEST_P(LeadKeys, APostsKeyIsMadeByItsHolderForItself) {
  const LeadKeyWish wish{.public_key = lead_point('p'), .shares = {share(officer_->account(), 'a')}};
  EXPECT_EQ(make(*officer_, wish).problem().code, ProblemCode::lead_own_key_missing);
  (void)set_own(*officer_, 'a').value();
  EXPECT_EQ(make(*officer_, {.public_key = lead_point('p'), .shares = {}}).problem().place, "shares");
  const auto made = make(*officer_, wish).value();
  ASSERT_EQ(made.keys.size(), 1u);
  EXPECT_EQ(made.keys[0].public_key, lead_point('p'));
  ASSERT_EQ(made.shares.size(), 1u);
  EXPECT_EQ(made.shares[0].wrapped_private, sealed_share('s'));
  EXPECT_FALSE(made.renewal_due);
  EXPECT_EQ(details("lead.post_key").back(), "key=" + std::to_string(made.keys[0].id.value) +
                                                 ";fingerprint=" + fingerprint_of(lead_point('p')));
  EXPECT_EQ(make(*officer_, wish).problem().code, ProblemCode::lead_key_changed)
      << "who has not seen the current one does not replace it";
  auto next = wish;
  next.replaces = made.keys[0].id;
  next.public_key = lead_point('q');
  const auto both = make(*officer_, next).value();
  ASSERT_EQ(both.keys.size(), 2u);
  EXPECT_FALSE(both.keys[0].retired_at);
  EXPECT_TRUE(both.keys[1].retired_at);
}

TEST_P(LeadKeys, AreHandedOverToWhoIsNamed) {
  const auto key = first_key();
  const auto next = town().account("next");
  EXPECT_EQ(hand_over(*officer_, {key, {share(next, 'n')}}).problem().place, "shares.0.account_id")
      << "not named";
  (void)name_successor(next, kTestNow + 2 * kDay);
  EXPECT_EQ(hand_over(*officer_, {key, {share(next, 'n')}}).problem().code,
            ProblemCode::lead_own_key_missing);
  (void)set_own(acting_nowhere(next), 'n').value();
  EXPECT_EQ(hand_over(*officer_, {key, {share(next, 'z')}}).problem().code, ProblemCode::lead_own_key_missing)
      << "sealed to another key than the present one";
  EXPECT_EQ(hand_over(*officer_, {{key.value + 1}, {share(next, 'n')}}).problem().code,
            ProblemCode::not_found);
  const auto given = hand_over(*officer_, {key, {share(next, 'n', 't')}}).value();
  ASSERT_EQ(given.members.size(), 2u);
  EXPECT_EQ(given.members[1].as, Serving::successor);
  EXPECT_EQ(given.members[1].shares, std::vector{key});
  EXPECT_EQ(details("lead.key_handed_over").back(),
            "key=" + std::to_string(key.value) + ";to=" + std::to_string(next.value));

  const auto after = kTestNow + 3 * kDay;
  const auto taken = box(acting(next, after), after);
  ASSERT_EQ(taken.shares.size(), 1u);
  EXPECT_EQ(taken.shares[0].wrapped_private, sealed_share('t'));
  EXPECT_TRUE(taken.renewal_due) << "who left has had it";
  const auto renewed =
      make(acting(next, after),
           {.replaces = key, .public_key = lead_point('q'), .shares = {share(next, 'n')}}, after)
          .value();
  EXPECT_FALSE(renewed.renewal_due);
  EXPECT_EQ(renewed.shares.size(), 2u) << "letters of before stay readable";
}

TEST_P(LeadKeys, NobodyHandsOverWhatNobodyGaveThem) {
  const auto key = first_key();
  const auto deputy = town().account("deputy");
  const auto system = town().system();
  (void)write([&](Transaction& tx) {
    return access::name_deputy(tx, kTestNow, system, officer_->post(),
                               {.account = deputy, .until = kTestNow + 9 * kDay});
  }).value();
  const auto acts = acting(deputy, kTestNow);
  (void)set_own(acts, 'd').value();
  EXPECT_TRUE(box(acts).shares.empty());
  EXPECT_EQ(hand_over(acts, {key, {share(deputy, 'd')}}).problem().code, ProblemCode::not_found);
  EXPECT_EQ(box(acts).members.at(1).as, Serving::deputy);
}

// Who makes a key decides who reads: a deputy cannot shut the holder out of what is to come.
TEST_P(LeadKeys, ADeputyMakesNoneWhereTheHolderHasAnOwnOne) {
  const auto deputy = town().account("deputy");
  const auto system = town().system();
  (void)write([&](Transaction& tx) {
    return access::name_deputy(tx, kTestNow, system, officer_->post(),
                               {.account = deputy, .until = kTestNow + 9 * kDay});
  }).value();
  const auto acts = acting(deputy, kTestNow);
  (void)set_own(acts, 'd').value();
  EXPECT_TRUE(box(acts).may_make_key) << "nobody else could";
  const auto first = make(acts, {.public_key = lead_point('p'), .shares = {share(deputy, 'd')}}).value();
  (void)set_own(*officer_, 'a').value();
  EXPECT_FALSE(box(acts).may_make_key);
  EXPECT_TRUE(box(*officer_).may_make_key);
  const auto key = first.keys.front().id;
  EXPECT_EQ(make(acts, {.replaces = key, .public_key = lead_point('q'), .shares = {share(deputy, 'd')}})
                .problem()
                .code,
            ProblemCode::forbidden);
  const auto anew =
      make(*officer_,
           {.replaces = key, .public_key = lead_point('q'), .shares = {share(officer_->account(), 'a')}})
          .value();
  EXPECT_EQ(make(acts, {.replaces = anew.keys.front().id,
                        .public_key = lead_point('r'),
                        .shares = {share(deputy, 'd'), share(officer_->account(), 'a')}})
                .problem()
                .code,
            ProblemCode::forbidden)
      << "also with a share for the holder: nobody sees what is in it";
}

// Nobody could hand over: the post gets a new key, letters of before stay shut.
TEST_P(LeadKeys, ASuccessorOfNobodyBeginsAnew) {
  const auto key = first_key();
  const auto next = town().account("next");
  const auto system = town().system();
  (void)write([&](Transaction& tx) {
    return access::give_post(tx, kTestNow, system, officer_->post(), next);
  }).value();
  const auto acts = acting(next, kTestNow);
  (void)set_own(acts, 'n').value();
  EXPECT_TRUE(box(acts).renewal_due);
  const auto begun =
      make(acts, {.replaces = key, .public_key = lead_point('q'), .shares = {share(next, 'n')}}).value();
  ASSERT_EQ(begun.shares.size(), 1u);
  EXPECT_EQ(begun.shares[0].key, begun.keys.front().id);
}

TEST_P(LeadKeys, AnotherOwnKeyNeedsAnotherShare) {
  const auto key = first_key();
  const auto deputy = town().account("deputy");
  const auto system = town().system();
  (void)write([&](Transaction& tx) {
    return access::name_deputy(tx, kTestNow, system, officer_->post(),
                               {.account = deputy, .until = kTestNow + 9 * kDay});
  }).value();
  const auto acts = acting(deputy, kTestNow);
  (void)set_own(acts, 'd').value();
  (void)hand_over(*officer_, {key, {share(deputy, 'd', 't')}}).value();
  (void)hand_over(*officer_, {key, {share(deputy, 'd', 'u')}}).value();
  EXPECT_EQ(box(acts).shares.at(0).wrapped_private, sealed_share('t')) << "what can be opened stays";
  (void)set_own(acts, 'd', 'v').value();
  EXPECT_EQ(box(acts).shares.size(), 1u) << "another passphrase, the same key";
  (void)set_own(acts, 'e').value();
  EXPECT_TRUE(box(acts).shares.empty());
  (void)hand_over(*officer_, {key, {share(deputy, 'e', 'u')}}).value();
  EXPECT_EQ(box(acts).shares.at(0).wrapped_private, sealed_share('u'));
}

TEST_P(LeadKeys, ARetiredOneGoesWithItsLastLetter) {
  const auto key = first_key();
  const auto today = TownTime{}.day_of(kTestNow);
  (void)write([&](Transaction& tx) -> Done {
    insert_lead(tx, {.id = {5},
                     .post = officer_->post(),
                     .key = key,
                     .received_on = today,
                     .expires_on = lead_expiry(today),
                     .letter = sealed_letter('x')});
    return done();
  });
  (void)make(*officer_,
             {.replaces = key, .public_key = lead_point('q'), .shares = {share(officer_->account(), 'a')}})
      .value();
  ASSERT_TRUE(erase_old_leads(db(), kTestNow));
  EXPECT_EQ(box(*officer_).keys.size(), 2u);
  ASSERT_TRUE(erase_old_leads(db(), kTestNow + kLeadKept));
  const auto left = box(*officer_);
  ASSERT_EQ(left.keys.size(), 1u);
  EXPECT_EQ(left.keys[0].public_key, lead_point('q'));
  EXPECT_EQ(left.shares.size(), 1u);
}

}  // namespace lead_keys_test
}  // namespace weige::work
