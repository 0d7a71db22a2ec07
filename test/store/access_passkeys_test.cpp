// Passkeys as second factors, on both engines, with clocks that stand still and an authenticator in software.
#include <gtest/gtest.h>

#include <algorithm>

#include "access/account_actions.h"
#include "access/one_time_code.h"
#include "access/passkey_actions.h"
#include "access/retention_store.h"
#include "access/second_factor_actions.h"
#include "access/second_factor_store.h"
#include "access/session_actions.h"
#include "access/session_store.h"
#include "support/factor_account.h"

namespace weige::access {
namespace access_passkeys_test {

using namespace std::chrono_literals;
using store::Transaction;
using testing_support::Ceremony;
using testing_support::kTestNow;
using testing_support::SoftAuthenticator;

class AccessPasskeys : public testing_support::FactorAccount {
 protected:
  SignedIn signed_in(const std::string& login = "wang", Instant now = kTestNow) {
    return sign_in(db(), context(now), {login, kPassword, kAddress, "d"}).value();
  }
  Result<AddedPasskey> add(const SignedIn& in, const SoftAuthenticator& device, Instant now = kTestNow) {
    const auto asked =
        write([&](Transaction& tx) { return begin_passkey(tx, session(in, now), context(now)); });
    if (!asked) return asked.problem();
    return add_passkey(db(), context(now), session(in, now),
                       {"phone", device.offer(asked->request.challenge), kAddress});
  }
  std::string challenge(const SignedIn& in, Instant now = kTestNow) {
    return write([&](Transaction& tx) { return ask_for_passkey(tx, session(in, now), context(now)); })
        ->challenge;
  }
  Done show(const SignedIn& in, PasskeyAnswer answer, Instant now = kTestNow) {
    return show_factor(db(), context(now), session(in, now),
                       {.passkey = std::move(answer), .address = kAddress});
  }
  Done remove(const SignedIn& in, PasskeyId id) {
    return write([&](Transaction& tx) { return remove_passkey(tx, session(in), context(), id); });
  }
  // An authenticator that shows codes, beside whatever there is.
  void give_codes(AccountId account) {
    (void)write([&](Transaction& tx) -> Done {
      (void)put_pending(tx, account, "12345678901234567890");
      (void)confirm_factor(tx, account, "12345678901234567890", kTestNow - 1h, 0);
      return done();
    });
  }

  SoftAuthenticator phone_;
};
WEIGE_BOTH_ENGINES(AccessPasskeys);

TEST_P(AccessPasskeys, AsTheFirstFactorItOpensThePostAndComesWithRecoveryCodes) {
  const auto in = signed_in(), other = signed_in();
  EXPECT_EQ(in.session.actor.proof(), Proof::factor_missing);
  const auto added = add(in, phone_).value();
  EXPECT_EQ(added.recovery_codes.size(), 10u);
  EXPECT_EQ(session(in).actor.proof(), Proof::fresh);
  EXPECT_EQ(session(other).actor.proof(), Proof::code_missing);
  EXPECT_EQ(refused(show(other, phone_.answer(challenge(in)))), ProblemCode::passkey_expired)
      << "the challenge of another session";
  ASSERT_TRUE(show(other, phone_.answer(challenge(other))).ok());
  EXPECT_EQ(session(other).actor.proof(), Proof::fresh);
  EXPECT_EQ(entries("passkey.added"), 1);
  EXPECT_EQ(entries("second_factor.shown"), 1);
  EXPECT_EQ(entries("passkey.used", "passkey=" + std::to_string(added.passkey.id.value)), 1);
  const auto recovered = signed_in();
  EXPECT_TRUE(show_code(db(), context(), recovered.session, {added.recovery_codes[0], kAddress}).ok());
}

TEST_P(AccessPasskeys, AChallengeIsAnsweredOnceAndWithinFiveMinutes) {
  const auto in = signed_in();
  ASSERT_TRUE(add(in, phone_).ok());
  const auto half = signed_in();
  const auto answer = phone_.answer(challenge(half));
  ASSERT_TRUE(show(half, answer).ok());
  EXPECT_EQ(refused(show(half, answer)), ProblemCode::passkey_expired);
  const auto late = challenge(half);
  EXPECT_EQ(refused(show(half, phone_.answer(late), kTestNow + 5min)), ProblemCode::passkey_expired);
  const auto first = challenge(half), second = challenge(half);
  EXPECT_EQ(refused(show(half, phone_.answer(first))), ProblemCode::passkey_expired);
  EXPECT_TRUE(show(half, phone_.answer(second)).ok());
  const auto asked = write([&](Transaction& tx) { return begin_passkey(tx, session(half), context()); });
  EXPECT_EQ(refused(show(half, phone_.answer(asked->request.challenge))), ProblemCode::passkey_expired)
      << "it was given for registering";
  EXPECT_EQ(entries("passkey.refused", "reason=challenge"), 4);
}

// The device was slow, so the proof that it began with is stale; a passkey that is there gives another.
TEST_P(AccessPasskeys, ARegistrationGoesOnAfterAProofByPasskey) {
  const auto in = signed_in();
  ASSERT_TRUE(add(in, phone_).ok());
  const auto begin = [&](Instant now) {
    return write([&](Transaction& tx) { return begin_passkey(tx, session(in, now), context(now)); })->request;
  };
  const auto give = [&](const WantedPasskey& wanted, Instant now) {
    return add_passkey(db(), context(now), session(in, now), wanted).problem().code;
  };
  const auto prove = [&](Instant now) {
    const GivenFactor factor{.passkey = phone_.answer(challenge(in, now)), .address = kAddress};
    return prove_again(db(), context(now), session(in, now), {kPassword, factor}).ok();
  };
  const SoftAuthenticator second(SoftAuthenticator::Algorithm::es256, 2);
  const auto asked = begin(kTestNow + 9min);
  EXPECT_EQ(asked.expires, kTestNow + 9min + kChallengeLasts);
  const WantedPasskey wanted{"key ring", second.offer(asked.challenge), kAddress};
  EXPECT_EQ(give(wanted, kTestNow + 13min), ProblemCode::step_up_required);
  ASSERT_TRUE(prove(kTestNow + 13min));
  EXPECT_TRUE(add_passkey(db(), context(kTestNow + 22min), session(in, kTestNow + 22min), wanted).ok());
  EXPECT_EQ(give(wanted, kTestNow + 22min), ProblemCode::passkey_expired) << "once";

  const SoftAuthenticator third(SoftAuthenticator::Algorithm::es256, 3);
  const auto late = begin(kTestNow + 13min);
  ASSERT_TRUE(prove(kTestNow + 22min));
  EXPECT_EQ(give({"late", third.offer(late.challenge), kAddress}, kTestNow + 28min),
            ProblemCode::passkey_expired)
      << "not for ever";
}

// A copy of the register at another port has the same domain, and the same account by the same number.
TEST_P(AccessPasskeys, NoHandleIsGivenTwiceAndThoseOfBeforeGoOn) {
  const auto in = signed_in();
  const auto begin = [&] {
    return write([&](Transaction& tx) { return begin_passkey(tx, session(in), context()); })->user_handle;
  };
  const auto here = begin();
  EXPECT_EQ(here.size(), 32u);
  EXPECT_NE(here, begin());
  ASSERT_TRUE(add(in, phone_).ok());
  (void)write([&](Transaction& tx) -> Done {
    tx.exec("UPDATE passkey SET user_handle = NULL");
    return done();
  });
  const auto half = signed_in();
  auto answer = phone_.answer(challenge(half));
  answer.user_handle = user_handle_for("another");
  EXPECT_EQ(refused(show(half, answer)), ProblemCode::passkey_refused);
  answer = phone_.answer(challenge(half));
  answer.user_handle = former_user_handle(wang_);
  EXPECT_TRUE(show(half, answer).ok());
}

TEST_P(AccessPasskeys, AWrongAnswerUsesUpItsChallenge) {
  const auto in = signed_in();
  ASSERT_TRUE(add(in, phone_).ok());
  const auto half = signed_in();
  const auto given = challenge(half);
  EXPECT_EQ(refused(show(half, phone_.answer(given, {.is_verified = false}))), ProblemCode::passkey_refused);
  EXPECT_EQ(refused(show(half, phone_.answer(given))), ProblemCode::passkey_expired);
  EXPECT_EQ(session(half).actor.proof(), Proof::code_missing);
  EXPECT_EQ(entries("passkey.refused", "reason=verification"), 1);
}

TEST_P(AccessPasskeys, ACounterThatFallsBackIsRefusedAndAnAlarm) {
  const auto in = signed_in();
  ASSERT_TRUE(add(in, phone_).ok());
  phone_.count = 10;
  ASSERT_TRUE(show(in, phone_.answer(challenge(in))).ok());
  phone_.count = 5;
  EXPECT_EQ(refused(show(in, phone_.answer(challenge(in)))), ProblemCode::passkey_refused);
  EXPECT_EQ(entries("alarm.passkey_copied"), 1);
  EXPECT_EQ(count("SELECT sign_count FROM passkey"), 11);
  phone_.count = 11;
  EXPECT_TRUE(show(in, phone_.answer(challenge(in))).ok());
}

TEST_P(AccessPasskeys, WrongAnswersHaveToWaitAndCodesGoOnToWork) {
  const auto in = signed_in();
  const auto added = add(in, phone_).value();
  const auto half = signed_in();
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(refused(show(half, phone_.answer(challenge(half), {.party = "evil.test"}))),
              ProblemCode::passkey_refused)
        << i;
  EXPECT_EQ(refused(show(half, phone_.answer(challenge(half)))), ProblemCode::too_many_requests);
  EXPECT_TRUE(show_code(db(), context(), half.session, {added.recovery_codes[0], kAddress}).ok());
  EXPECT_TRUE(show(half, phone_.answer(challenge(half)), kTestNow + 15s).ok());
}

TEST_P(AccessPasskeys, AProofIsGivenWithOne) {
  const auto in = signed_in();
  ASSERT_TRUE(add(in, phone_).ok());
  const auto later = kTestNow + 10min;
  const auto stale = session(in, later);
  EXPECT_EQ(refused(stale.actor.may(Right::manage_accounts)), ProblemCode::step_up_required);
  const auto prove = [&](const char* password, PasskeyAnswer answer) {
    return prove_again(db(), context(later), stale,
                       {password, {.passkey = std::move(answer), .address = kAddress}});
  };
  const auto answer = phone_.answer(challenge(in, later));
  EXPECT_EQ(refused(prove("not it", answer)), ProblemCode::wrong_password);
  EXPECT_TRUE(prove(kPassword, answer).ok()) << "a wrong password uses up no challenge";
  EXPECT_TRUE(session(in, later).actor.may(Right::manage_accounts).ok());
  EXPECT_EQ(refused(prove(kPassword, answer)), ProblemCode::passkey_expired);
}

TEST_P(AccessPasskeys, AnotherIsAddedOnlyAfterTheFirstWasShownAShortWhileAgo) {
  ASSERT_TRUE(add(signed_in(), phone_).ok());
  const SoftAuthenticator key(SoftAuthenticator::Algorithm::eddsa, 2);
  const auto half = signed_in();
  EXPECT_EQ(add(half, key).problem().code, ProblemCode::second_factor_required);
  ASSERT_TRUE(show(half, phone_.answer(challenge(half))).ok());
  EXPECT_EQ(add(half, key, kTestNow + 10min).problem().code, ProblemCode::step_up_required);
  const auto added = add(half, key);
  ASSERT_TRUE(added.ok());
  EXPECT_TRUE(added->recovery_codes.empty());
}

TEST_P(AccessPasskeys, AWrongRegistrationIsRefusedAndCounted) {
  const auto in = signed_in();
  const auto try_with = [&](const Ceremony& ceremony) {
    const auto asked = write([&](Transaction& tx) { return begin_passkey(tx, session(in), context()); });
    return add_passkey(db(), context(), in.session,
                       {"phone", phone_.offer(asked->request.challenge, ceremony), kAddress});
  };
  EXPECT_EQ(try_with({.origin = "https://evil.test"}).problem().code, ProblemCode::passkey_refused);
  EXPECT_EQ(entries("passkey.set_up_refused", "reason=origin"), 1);
  const auto unasked =
      add_passkey(db(), context(), in.session, {"phone", phone_.offer("never given"), kAddress});
  EXPECT_EQ(unasked.problem().code, ProblemCode::passkey_expired);
  EXPECT_EQ(add_passkey(db(), context(), in.session, {"", phone_.offer("x"), kAddress}).problem().code,
            ProblemCode::missing_field);
  EXPECT_EQ(count("SELECT count(*) FROM passkey"), 0);
  EXPECT_TRUE(try_with({}).ok());
}

TEST_P(AccessPasskeys, OneIsRegisteredOnceAndAnAccountHasAFew) {
  const auto in = signed_in();
  ASSERT_TRUE(add(in, phone_).ok());
  EXPECT_EQ(add(in, phone_).problem().code, ProblemCode::passkey_taken);
  town_->post(Role::committee, kTown, town_->account("li", kPassword));
  EXPECT_EQ(add(signed_in("li"), phone_).problem().code, ProblemCode::passkey_taken);
  for (int i = 1; i < kMostPasskeys; ++i)
    ASSERT_TRUE(
        add(in, SoftAuthenticator(SoftAuthenticator::Algorithm::eddsa, static_cast<std::uint64_t>(100 + i)))
            .ok());
  const SoftAuthenticator last(SoftAuthenticator::Algorithm::eddsa, 200);
  EXPECT_EQ(add(in, last).problem(), problem(ProblemCode::too_many_passkeys).with("max", "8"));
}

TEST_P(AccessPasskeys, TheLastFactorOfWhoNeedsOneStays) {
  const auto in = signed_in();
  const auto first = add(in, phone_)->passkey.id;
  const SoftAuthenticator key(SoftAuthenticator::Algorithm::eddsa, 2);
  const auto second = add(in, key)->passkey.id;
  const auto other = signed_in();
  ASSERT_TRUE(show(other, phone_.answer(challenge(other))).ok());
  EXPECT_EQ(refused(remove(in, PasskeyId{987654})), ProblemCode::not_found);
  EXPECT_TRUE(remove(in, second).ok());
  EXPECT_EQ(session(other).actor.proof(), Proof::code_missing) << "it may have been shown with that one";
  EXPECT_EQ(session(in).actor.proof(), Proof::fresh);
  EXPECT_EQ(refused(remove(in, first)), ProblemCode::last_second_factor);
  give_codes(wang_);
  EXPECT_TRUE(remove(in, first).ok());
  EXPECT_EQ(count("SELECT count(*) FROM recovery_code"), 10) << "of the codes that are left";
  EXPECT_EQ(entries("passkey.removed"), 2);
}

TEST_P(AccessPasskeys, APostThatIsNotActedInKeepsTheLastFactorToo) {
  const auto zhao = town_->account("zhao", kPassword);
  const auto helper = town_->post(Role::helper, kTown, zhao);
  const auto in = signed_in("zhao");
  const auto only = add(in, phone_)->passkey.id;
  const auto office = town_->post(Role::community_officer, kTown, zhao);
  EXPECT_EQ(session(in).actor.post(), helper.id);
  EXPECT_EQ(refused(remove(in, only)), ProblemCode::last_second_factor);
  ASSERT_TRUE(write([&](Transaction& tx) { return switch_post(tx, kTestNow, in.session, office.id); }).ok());
  EXPECT_EQ(refused(remove(in, only)), ProblemCode::last_second_factor);
}

TEST_P(AccessPasskeys, AHelperMayGoWithoutAgain) {
  town_->post(Role::helper, kTown, town_->account("zhao", kPassword));
  const auto in = signed_in("zhao");
  const auto only = add(in, phone_)->passkey.id;
  EXPECT_TRUE(remove(in, only).ok());
  EXPECT_TRUE(has_passed(session(in)).ok());
  EXPECT_EQ(count("SELECT count(*) FROM recovery_code"), 0);
  EXPECT_FALSE(signed_in("zhao").session.shown.has_factor);
}

TEST_P(AccessPasskeys, ResettingAndErasingTakeThemAway) {
  ASSERT_TRUE(add(signed_in(), phone_).ok());
  const auto admin = town_->actor(Role::system_admin);
  const auto listed = db().read([&](Transaction& tx) { return list_accounts(tx, kTestNow, admin); }).value();
  EXPECT_EQ(std::ranges::count_if(listed, [](const auto& each) { return each.has_factor; }), 1);
  EXPECT_TRUE(write([&](Transaction& tx) { return reset_second_factor(tx, kTestNow, admin, wang_); }).ok());
  EXPECT_EQ(count("SELECT count(*) FROM passkey"), 0);
  const auto again = signed_in();
  EXPECT_EQ(again.session.actor.proof(), Proof::factor_missing);
  const auto own =
      db().read([&](Transaction& tx) { return own_second_factor(tx, again.session, FactorRule::required); });
  EXPECT_EQ(own.reset, kTestNow);
  ASSERT_TRUE(add(again, phone_).ok()) << "the device may be registered anew";
  (void)write([&](Transaction& tx) -> Done {
    erase_account(tx, wang_, kTestNow);
    return done();
  });
  EXPECT_EQ(count("SELECT count(*) FROM passkey"), 0);
}

TEST_P(AccessPasskeys, WithoutADomainNoneIsOffered) {
  const auto in = signed_in();
  auto off = context();
  off.passkeys.reset();
  const auto begun = write([&](Transaction& tx) { return begin_passkey(tx, in.session, off); });
  EXPECT_EQ(begun.problem().code, ProblemCode::passkeys_off);
  ASSERT_TRUE(add(in, phone_).ok());
  const auto answer = phone_.answer(challenge(in));
  EXPECT_EQ(refused(show_factor(db(), off, session(in), {.passkey = answer, .address = kAddress})),
            ProblemCode::passkeys_off);
}

TEST_P(AccessPasskeys, WhoHasNoneIsToldSo) {
  give_codes(wang_);
  const auto half = signed_in();
  const auto asked = write([&](Transaction& tx) { return ask_for_passkey(tx, half.session, context()); });
  EXPECT_EQ(asked.problem().code, ProblemCode::passkey_missing);
}

}  // namespace access_passkeys_test
}  // namespace weige::access
