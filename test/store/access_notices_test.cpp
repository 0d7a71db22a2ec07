// What the owner of an account is told of it, on both engines: by which acts, in which sessions, until when;
// and what goes when it was not them.
#include <gtest/gtest.h>

#include <algorithm>

#include "access/account_notice_actions.h"
#include "access/passkey_actions.h"
#include "access/retention_store.h"
#include "access/second_factor_actions.h"
#include "support/factor_account.h"

namespace weige::access {
namespace access_notices_test {

using namespace std::chrono_literals;
using store::Transaction;
using testing_support::kTestNow;
using testing_support::SoftAuthenticator;

constexpr auto kNewPassword = "seven bridges 七座桥";
constexpr auto kDesk = "test";  // where the links of the accounts were opened

class AccessNotices : public testing_support::FactorAccount {
 protected:
  SignedIn signed_in(const std::string& device, const std::string& login = "wang") {
    return sign_in(db(), context(), {login, kPassword, kAddress, device}).value();
  }
  // With the passkey shown, so that it may be told.
  SignedIn whole(const std::string& device) {
    const auto in = signed_in(device);
    const auto asked =
        write([&](Transaction& tx) { return ask_for_passkey(tx, session(in), context()); }).value();
    EXPECT_TRUE(show_factor(db(), context(), session(in),
                            {.passkey = phone_.answer(asked.challenge), .address = kAddress})
                    .ok());
    return in;
  }
  PasskeyId add(const SignedIn& in, const SoftAuthenticator& device, const std::string& name) {
    const auto asked = write([&](Transaction& tx) { return begin_passkey(tx, session(in), context()); });
    return add_passkey(db(), context(), session(in), {name, device.offer(asked->request.challenge), kAddress})
        ->passkey.id;
  }
  std::vector<AccountNotice> told(const SignedIn& in) {
    return db().read([&](Transaction& tx) { return own_notices(tx, session(in)); });
  }
  std::vector<std::string> kinds(const SignedIn& in) {
    std::vector<std::string> out;
    for (const auto& each : told(in)) out.emplace_back(access::code(each.kind));
    return out;
  }
  Done answer(const SignedIn& in, NoticeId id) {
    return write([&](Transaction& tx) { return own_notice(tx, kTestNow, session(in), id); });
  }
  auto not_me(const SignedIn& in, NoticeId id, const std::string& password = "nine lanterns 九盏灯") {
    return disown(db(), context(), session(in),
                  {id, {.old_password = password, .new_password = kNewPassword, .address = kAddress}});
  }

  SoftAuthenticator phone_;
};
WEIGE_BOTH_ENGINES(AccessNotices);

using Kinds = std::vector<std::string>;

TEST_P(AccessNotices, APasskeyThatIsAddedIsToldInTheOtherSessionsUntilItsOwnerAnswers) {
  const auto desk = signed_in(kDesk);
  add(desk, phone_, "phone");
  const auto open = whole(kDesk);
  EXPECT_EQ(told(open).size(), 0u) << "a first factor: nobody passes without it";
  const auto added = add(desk, SoftAuthenticator(SoftAuthenticator::Algorithm::es256, 2), "key ring");
  ASSERT_EQ(kinds(open), Kinds{"passkey_added"});
  const auto notice = told(open).front();
  EXPECT_EQ(notice.passkey, added);
  EXPECT_EQ(notice.passkey_name, "key ring");
  EXPECT_EQ(notice.device, kDesk);
  EXPECT_EQ(notice.at, kTestNow);
  EXPECT_EQ(kinds(desk), Kinds{}) << "the session that did it";
  EXPECT_EQ(refused(answer(desk, notice.id)), ProblemCode::not_found);
  EXPECT_EQ(not_me(desk, notice.id).problem().code, ProblemCode::not_found);

  const auto next = whole(kDesk);
  ASSERT_EQ(kinds(next), Kinds{"passkey_added"});
  ASSERT_TRUE(answer(next, notice.id).ok());
  EXPECT_EQ(kinds(open), Kinds{});
  EXPECT_EQ(entries("account.notice_owned"), 1);
}

TEST_P(AccessNotices, ADeviceThatSignsInAnewIsToldAndKnownAfterwards) {
  add(signed_in(kDesk), phone_, "phone");
  const auto desk = whole(kDesk);
  const auto half = signed_in("Chrome, Android");
  ASSERT_EQ(kinds(desk), Kinds{"device_signed_in"}) << "also with the password alone";
  EXPECT_EQ(told(half).size(), 0u) << "a half session is told nothing";
  EXPECT_EQ(told(desk).front().device, "Chrome, Android");
  ASSERT_TRUE(answer(desk, told(desk).front().id).ok());
  signed_in("Chrome, Android");
  signed_in(kDesk);
  EXPECT_EQ(kinds(desk), Kinds{});
}

TEST_P(AccessNotices, OtherChangesOfWhatOneSignsInWithAreTold) {
  const auto desk = signed_in(kDesk);
  add(desk, phone_, "phone");
  const auto other = add(desk, SoftAuthenticator(SoftAuthenticator::Algorithm::es256, 2), "key ring");
  ASSERT_TRUE(
      write([&](Transaction& tx) { return remove_passkey(tx, session(desk), context(), other); }).ok());
  ASSERT_TRUE(
      write([&](Transaction& tx) { return renew_recovery_codes(tx, session(desk), context()); }).ok());
  ASSERT_TRUE(change_password(db(), context(), session(desk), {kPassword, kNewPassword, kAddress}).ok());
  ASSERT_TRUE(change_password(db(), context(), session(desk), {kNewPassword, kPassword, kAddress}).ok());
  auto all = kinds(whole(kDesk));
  std::ranges::sort(all);
  EXPECT_EQ(all, (Kinds{"passkey_added", "passkey_removed", "password_changed", "password_changed",
                        "recovery_renewed"}));
}

TEST_P(AccessNotices, WhatWasNotTheOwnerGoesAndTheSecurityAdministratorsAreTold) {
  const auto guard = town_->account("guard", kPassword);
  town_->post(Role::security_admin, kTown, guard);
  const auto mine = signed_in(kDesk);
  add(mine, phone_, "phone");
  const auto theirs = whole(kDesk);
  add(theirs, SoftAuthenticator(SoftAuthenticator::Algorithm::es256, 2), "not mine");
  const auto notice = told(mine).front();
  EXPECT_EQ(not_me(mine, notice.id, "a wrong password").problem().code, ProblemCode::wrong_password);
  EXPECT_EQ(count("SELECT count(*) FROM passkey"), 2) << "refused, nothing is undone";

  EXPECT_EQ(not_me(mine, notice.id).value(), std::vector{guard});
  EXPECT_EQ(count("SELECT count(*) FROM passkey WHERE name = 'phone'"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM passkey"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM recovery_code"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM session WHERE account_id = " + std::to_string(wang_.value)), 0);
  EXPECT_EQ(entries("alarm.account_disowned"), 1);
  EXPECT_FALSE(sign_in(db(), context(), {"wang", kPassword, kAddress, kDesk}).ok()) << "whoever knew it";
  EXPECT_TRUE(sign_in(db(), context(), {"wang", kNewPassword, kAddress, kDesk}).ok());

  auto offered = sign_in(db(), context(kTestNow, FactorRule::offered), {"guard", kPassword, kAddress, kDesk});
  const auto seen = db().read([&](Transaction& tx) { return own_notices(tx, offered->session); });
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].kind, NoticeKind::disowned);
  EXPECT_EQ(seen[0].about, "wang");
  EXPECT_EQ(disown(db(), context(), offered->session, {seen[0].id, {kPassword, kNewPassword, kAddress}})
                .problem()
                .code,
            ProblemCode::not_found)
      << "another's trouble is read only";
}

TEST_P(AccessNotices, NobodyAnswersThoseOfAnotherAndAnErasedAccountLeavesNone) {
  add(signed_in(kDesk), phone_, "phone");
  const auto mine = whole(kDesk);
  const auto li = town_->account("li", kPassword);
  town_->post(Role::helper, kTown, li);
  signed_in("e");
  const auto notice = told(mine).front();
  const auto other = signed_in(kDesk, "li");
  EXPECT_EQ(refused(answer(other, notice.id)), ProblemCode::not_found);
  EXPECT_GT(count("SELECT count(*) FROM account_notice"), 0);
  (void)write([&](Transaction& tx) -> Done {
    erase_account(tx, wang_, kTestNow);
    erase_account(tx, li, kTestNow);
    return done();
  });
  EXPECT_EQ(count("SELECT count(*) FROM account_notice"), 0);
}

}  // namespace access_notices_test
}  // namespace weige::access
