// The second factor and fresh proofs, on both engines, with clocks that stand still.
#include <gtest/gtest.h>

#include "access/account_actions.h"
#include "access/key_ring.h"
#include "access/link_actions.h"
#include "access/one_time_code.h"
#include "access/second_factor_actions.h"
#include "access/session_actions.h"
#include "access/session_store.h"
#include "access/undertaking_actions.h"
#include "support/factor_account.h"

namespace weige::access {
namespace access_factor_test {

using namespace std::chrono_literals;
using store::Transaction;
using testing_support::kTestNow;

// RFC 4648, of upper case letters and digits without padding.
std::string base32_bytes(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (const char sign : text) {
    bits = (bits << 5 | static_cast<unsigned>(sign >= 'A' ? sign - 'A' : sign - '2' + 26)) & 0xFFFF;
    if ((held += 5) < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xFF);
  }
  return out;
}

class AccessFactor : public testing_support::FactorAccount {
 protected:
  Result<SignedIn> try_sign_in(std::optional<std::string> code, Instant now = kTestNow,
                               const std::string& login = "wang") {
    return sign_in(db(), context(now), {login, kPassword, kAddress, "d", std::move(code)});
  }
  // Gives wang a second factor half an hour before kTestNow; the recovery codes.
  std::vector<std::string> enrol(Instant now = kTestNow - 30min, const std::string& login = "wang") {
    const auto in = try_sign_in(std::nullopt, now, login).value();
    const auto offer =
        write([&](Transaction& tx) { return begin_second_factor(tx, in.session, context(now)); }).value();
    secret_ = base32_bytes(offer.secret);
    return confirm_second_factor(db(), context(now), in.session, {code(now), kAddress}).value();
  }
  std::string code(Instant now = kTestNow) { return code_of_step(secret_, step_at(now)); }

  std::string secret_;
};
WEIGE_BOTH_ENGINES(AccessFactor);

TEST_P(AccessFactor, APostOfTheTownMayDoNothingBeforeThereIsOne) {
  const auto in = try_sign_in(std::nullopt).value();
  EXPECT_EQ(in.session.actor.proof(), Proof::factor_missing);
  EXPECT_EQ(refused(has_passed(in.session)), ProblemCode::second_factor_setup_required);
  for (const Right right : all_rights()) {
    const auto may = in.session.actor.may(right);
    if (right == Right::use_own_account)
      EXPECT_TRUE(may.ok());
    else
      EXPECT_EQ(refused(may), ProblemCode::second_factor_setup_required) << access::code(right);
  }
  EXPECT_EQ(in.session.actor.rights(), std::vector{Right::use_own_account});
}

TEST_P(AccessFactor, WhereItIsOfferedThePasswordIsEnough) {
  const auto in = sign_in(db(), context(kTestNow, FactorRule::offered), {"wang", kPassword, kAddress, "d"});
  EXPECT_TRUE(has_passed(in->session).ok());
  EXPECT_TRUE(in->session.actor.may(Right::manage_accounts).ok());
}

TEST_P(AccessFactor, OfferedAndConfirmedItIsAskedForAtTheNextSignIn) {
  const auto before = try_sign_in(std::nullopt).value();
  const auto codes = enrol();
  EXPECT_EQ(codes.size(), 10u);
  EXPECT_EQ(session(before).actor.proof(), Proof::code_missing) << "other sessions are asked as well";
  const auto half = try_sign_in(std::nullopt).value();
  EXPECT_EQ(half.session.actor.proof(), Proof::code_missing);
  EXPECT_EQ(refused(half.session.actor.may(Right::manage_accounts)), ProblemCode::second_factor_required);
  ASSERT_TRUE(show_code(db(), context(), half.session, {code(), kAddress}).ok());
  EXPECT_EQ(session(half).actor.proof(), Proof::fresh);
  EXPECT_TRUE(session(half).actor.may(Right::manage_accounts).ok());
  const auto whole = try_sign_in(code(kTestNow + 1min), kTestNow + 1min).value();
  EXPECT_EQ(whole.session.actor.proof(), Proof::fresh);
}

TEST_P(AccessFactor, ALinkForANewPasswordDoesNotGoRoundIt) {
  enrol();
  const auto system = town_->system();
  const auto link = write([&](Transaction& tx) { return renew_link(tx, kTestNow, system, wang_, random_); });
  const auto in =
      accept_link(db(), context(), link->link.token, {.password = "ten more lanterns", .device = "d"});
  EXPECT_EQ(in->session.actor.proof(), Proof::code_missing);
}

TEST_P(AccessFactor, ACodeWorksOnce) {
  enrol();
  const auto seen = code();
  ASSERT_TRUE(try_sign_in(seen).ok());
  EXPECT_EQ(try_sign_in(seen).problem(), problem(ProblemCode::sign_in_failed));
  EXPECT_EQ(try_sign_in(code(kTestNow - 30s)).problem().code, ProblemCode::sign_in_failed)
      << "an earlier one";
  EXPECT_TRUE(try_sign_in(code(kTestNow + 30s)).ok()) << "a phone that is a little fast";
}

TEST_P(AccessFactor, ARecoveryCodeWorksOnceAndNewOnesEndTheOld) {
  const auto codes = enrol();
  EXPECT_TRUE(try_sign_in(codes[0]).ok());
  EXPECT_FALSE(try_sign_in(codes[0]).ok());
  auto typed = codes[1];
  for (char& sign : typed) sign = sign == '-' ? ' ' : static_cast<char>(std::tolower(sign));
  const auto in = try_sign_in(typed);
  ASSERT_TRUE(in.ok()) << "as people type";
  const auto own = [&] {
    return db().read(
        [&](Transaction& tx) { return own_second_factor(tx, in->session, FactorRule::required); });
  };
  EXPECT_EQ(own().recovery_codes_left, 8);
  EXPECT_TRUE(own().required);
  const auto renewed =
      write([&](Transaction& tx) { return renew_recovery_codes(tx, session(*in), context()); }).value();
  EXPECT_EQ(own().recovery_codes_left, 10);
  EXPECT_FALSE(try_sign_in(codes[2]).ok());
  EXPECT_TRUE(try_sign_in(renewed[9]).ok());
}

TEST_P(AccessFactor, AWrongCodeIsToldLikeAWrongPassword) {
  enrol();
  const auto wrong_code = try_sign_in("000000").problem();
  EXPECT_EQ(wrong_code, try_sign_in("000000", kTestNow, "nobody").problem());
  EXPECT_EQ(wrong_code, sign_in(db(), context(), {"wang", "not it", kAddress, "d", code()}).problem());
  EXPECT_TRUE(try_sign_in(code()).ok()) << "a wrong password used up no code";
}

TEST_P(AccessFactor, GuessingCodesHasToWaitThoughThePasswordIsRight) {
  enrol();
  const auto half = try_sign_in(std::nullopt).value();
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(try_sign_in("000000").ok());
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(refused(show_code(db(), context(), half.session, {"ABCD", kAddress})),
              ProblemCode::second_factor_code);
  const auto waits = problem(ProblemCode::too_many_requests).with("seconds", "15");
  EXPECT_EQ(show_code(db(), context(), half.session, {code(), kAddress}).problem(), waits);
  EXPECT_EQ(try_sign_in(code()).problem(), waits);
  EXPECT_TRUE(show_code(db(), context(kTestNow + 15s), half.session, {code(), kAddress}).ok());
  EXPECT_EQ(count("SELECT count(*) FROM audit_entry WHERE action = 'second_factor.refused'"), 6);
}

TEST_P(AccessFactor, AProofIsFreshForTenMinutesAndCanBeGivenAgain) {
  enrol();
  const auto in = try_sign_in(code()).value();
  const auto later = kTestNow + 10min;
  EXPECT_TRUE(session(in, later - 1us).actor.may(Right::manage_accounts).ok());
  const auto stale = session(in, later);
  EXPECT_EQ(stale.actor.may(Right::manage_accounts).problem(),
            problem(ProblemCode::step_up_required).with("minutes", "10"));
  EXPECT_TRUE(stale.actor.holds(Right::manage_accounts).ok());
  EXPECT_TRUE(stale.actor.may(Right::read_jobs).ok());
  EXPECT_EQ(refused(stale.actor.may(Right::read_audit)), ProblemCode::forbidden);
  const auto prove = [&](const char* password, std::optional<std::string> given) {
    return prove_again(db(), context(later), stale, {password, {std::move(given), {}, kAddress}});
  };
  EXPECT_EQ(prove(kPassword, std::nullopt).problem(), problem(ProblemCode::missing_field, "code"));
  EXPECT_EQ(prove("not it", code(later)).problem(), problem(ProblemCode::wrong_password, "password"));
  EXPECT_EQ(prove(kPassword, "000000").problem(), problem(ProblemCode::second_factor_code, "code"));
  EXPECT_FALSE(session(in, later).actor.may(Right::manage_accounts).ok());
  EXPECT_TRUE(prove(kPassword, code(later)).ok());
  EXPECT_TRUE(session(in, later).actor.may(Right::manage_accounts).ok());
}

TEST_P(AccessFactor, ListsStayOpenWhenAProofHasGoneStale) {
  enrol();
  const auto in = try_sign_in(code()).value();
  const auto stale = session(in, kTestNow + 20min);
  EXPECT_TRUE(db().read([&](Transaction& tx) { return list_accounts(tx, kTestNow, stale.actor); }).ok());
  const auto edit = write([&](Transaction& tx) {
    return edit_account(tx, kTestNow, stale.actor, wang_, {.display_name = "王"});
  });
  EXPECT_EQ(edit.problem().code, ProblemCode::step_up_required);
}

TEST_P(AccessFactor, NobodySetsOneUpOnASessionLeftOpen) {
  const auto in = try_sign_in(std::nullopt).value();
  const auto later = kTestNow + 10min;
  const auto begin = [&](const Session& by, Instant now) {
    return write([&](Transaction& tx) { return begin_second_factor(tx, by, context(now)); });
  };
  EXPECT_EQ(begin(session(in, later), later).problem().code, ProblemCode::step_up_required);
  EXPECT_TRUE(prove_again(db(), context(later), session(in, later), {kPassword, {{}, {}, kAddress}}).ok());
  EXPECT_TRUE(begin(session(in, later), later).ok());
}

TEST_P(AccessFactor, AnotherTakesItsPlaceOnlyWithACodeOfTheFirst) {
  enrol();
  const auto other = try_sign_in(code(kTestNow - 30s)).value();
  const auto half = try_sign_in(std::nullopt).value();
  const auto begin = [&](const Session& by) {
    return write([&](Transaction& tx) { return begin_second_factor(tx, by, context()); });
  };
  EXPECT_EQ(begin(half.session).problem().code, ProblemCode::second_factor_required);
  EXPECT_EQ(refused(confirm_second_factor(db(), context(), half.session, {"000000", kAddress}).problem()),
            ProblemCode::second_factor_required);
  ASSERT_TRUE(show_code(db(), context(), half.session, {code(), kAddress}).ok());
  const auto first = secret_;
  const auto offer = begin(session(half)).value();
  EXPECT_EQ(try_sign_in(code(kTestNow + 30s)).value().session.actor.proof(), Proof::fresh)
      << "not yet replaced";
  secret_ = base32_bytes(offer.secret);
  EXPECT_NE(secret_, first);
  EXPECT_EQ(confirm_second_factor(db(), context(), session(half), {"000000", kAddress}).problem().code,
            ProblemCode::second_factor_code);
  ASSERT_TRUE(confirm_second_factor(db(), context(), session(half), {code(), kAddress}).ok());
  EXPECT_EQ(session(half).actor.proof(), Proof::fresh);
  EXPECT_EQ(session(other).actor.proof(), Proof::code_missing) << "what it showed was of the first";
  EXPECT_EQ(confirm_second_factor(db(), context(), session(half), {code(), kAddress}).problem().code,
            ProblemCode::second_factor_not_begun);
}

TEST_P(AccessFactor, ALostOneIsTakenAwayByAnotherAdministratorAndThatIsTold) {
  enrol();
  const auto open = try_sign_in(code()).value();
  const auto admin = town_->actor(Role::system_admin);
  const auto office = town_->actor(Role::population_office);
  const auto reset = [&](const Actor& by, AccountId id) {
    return write([&](Transaction& tx) { return reset_second_factor(tx, kTestNow, by, id); });
  };
  EXPECT_EQ(refused(reset(office, wang_)), ProblemCode::forbidden);
  EXPECT_EQ(refused(reset(session(open).actor, wang_)), ProblemCode::own_account);
  EXPECT_EQ(refused(reset(admin, AccountId{987654})), ProblemCode::not_found);
  EXPECT_TRUE(reset(admin, wang_).ok());
  EXPECT_EQ(refused(reset(admin, wang_)), ProblemCode::second_factor_missing);
  EXPECT_FALSE(db().read([&](Transaction& tx) { return find_session(tx, open.token, kTestNow); }).ok());
  const auto again = try_sign_in(std::nullopt).value();
  EXPECT_EQ(again.session.actor.proof(), Proof::factor_missing);
  const auto told = [&] {
    return db().read(
        [&](Transaction& tx) { return own_second_factor(tx, again.session, FactorRule::required); });
  };
  EXPECT_EQ(told().reset, kTestNow);
  EXPECT_EQ(told().recovery_codes_left, 0);
  const auto dismiss = [&](const Session& by) {
    return write([&](Transaction& tx) { return dismiss_factor_notice(tx, kTestNow, by); });
  };
  EXPECT_EQ(refused(dismiss(again.session)), ProblemCode::second_factor_setup_required);
  enrol(kTestNow);
  EXPECT_EQ(told().reset, kTestNow) << "setting one up is not having seen it";
  const auto whole = try_sign_in(code(kTestNow + 30s)).value();
  EXPECT_TRUE(dismiss(whole.session).ok());
  EXPECT_FALSE(told().reset);
  EXPECT_TRUE(dismiss(whole.session).ok()) << "once more is nothing";
  EXPECT_EQ(count("SELECT count(*) FROM audit_entry WHERE action = 'second_factor.reset'"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM audit_entry WHERE action = 'second_factor.notice_dismissed'"), 1);
}

// Whoever sends a link and takes the factor away, in whatever order, can act as the account.
TEST_P(AccessFactor, ALinkAndAResetTogetherVoidTheUndertakingAndAlarmTheAuditor) {
  const auto admin = town_->actor(Role::system_admin);
  const auto link = [&](AccountId id, Instant now = kTestNow) {
    return write([&](Transaction& tx) { return renew_link(tx, now, admin, id, random_); }).ok();
  };
  const auto reset = [&](AccountId id, Instant now = kTestNow) {
    return write([&](Transaction& tx) { return reset_second_factor(tx, now, admin, id); }).ok();
  };
  const auto alarms = [&] {
    return count("SELECT count(*) FROM audit_entry WHERE action = 'alarm.account_opened'");
  };
  const auto due = [&](const std::string& login) {
    return try_sign_in(std::nullopt, kTestNow, login).value().session.actor.undertaking_due();
  };
  const auto clerk = [&](const std::string& login) {
    const auto made = town_->account(login, kPassword);
    town_->post(Role::committee, kTown, made);
    enrol(kTestNow - 30min, login);
    return made;
  };
  const auto li = clerk("li"), zhou = clerk("zhou"), wu = clerk("wu");
  EXPECT_TRUE(link(li));
  EXPECT_FALSE(due("li")) << "a link alone does not go round the factor";
  EXPECT_TRUE(reset(li));
  EXPECT_TRUE(due("li"));
  EXPECT_EQ(alarms(), 1);
  EXPECT_TRUE(reset(zhou));
  EXPECT_FALSE(due("zhou")) << "a lost phone alone";
  EXPECT_EQ(alarms(), 1);
  EXPECT_TRUE(link(zhou));
  EXPECT_TRUE(due("zhou"));
  EXPECT_EQ(alarms(), 2);
  EXPECT_TRUE(link(wu, kTestNow - kOpenedWithin - 1h));
  EXPECT_TRUE(reset(wu));
  EXPECT_FALSE(due("wu")) << "long after";
  EXPECT_EQ(alarms(), 2);
  const auto in = try_sign_in(std::nullopt, kTestNow, "li").value().session.actor;
  const auto signed_again = write([&](Transaction& tx) {
    const std::string version(undertaking_text().version);
    return sign_undertaking(tx, kTestNow, in, {version, "li"});
  });
  EXPECT_TRUE(signed_again.ok());
  EXPECT_FALSE(due("li"));
}

TEST_P(AccessFactor, GuessingAtAnOfferedOneHasToWaitAsWell) {
  const auto in = try_sign_in(std::nullopt).value();
  const auto offer = write([&](Transaction& tx) { return begin_second_factor(tx, in.session, context()); });
  const auto confirm = [&](const std::string& given, Instant now = kTestNow) {
    return confirm_second_factor(db(), context(now), in.session, {given, kAddress});
  };
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(confirm("000000").problem().code, ProblemCode::second_factor_code) << i;
  secret_ = base32_bytes(offer->secret);
  EXPECT_EQ(confirm(code()).problem(), problem(ProblemCode::too_many_requests).with("seconds", "15"));
  EXPECT_EQ(count("SELECT count(*) FROM audit_entry WHERE action = 'second_factor.set_up_refused'"), 6);
  EXPECT_TRUE(confirm(code(kTestNow + 15s), kTestNow + 15s).ok());
}

// The session that the request came with may have ended while it waited.
TEST_P(AccessFactor, WhetherASessionMayConfirmIsJudgedWhereItIsWritten) {
  const auto in = try_sign_in(std::nullopt).value();
  const auto offer = write([&](Transaction& tx) { return begin_second_factor(tx, in.session, context()); });
  secret_ = base32_bytes(offer->secret);
  ASSERT_TRUE(write([&](Transaction& tx) { return sign_out(tx, kTestNow, in.session); }).ok());
  EXPECT_EQ(confirm_second_factor(db(), context(), in.session, {code(), kAddress}).problem().code,
            ProblemCode::not_signed_in);
  EXPECT_EQ(count("SELECT count(*) FROM second_factor WHERE confirmed_at IS NOT NULL"), 0);
}

TEST_P(AccessFactor, SecretsLieSealedAndBoundToTheirAccount) {
  enrol();
  const auto li = town_->account("li", kPassword);
  const auto stored = db().read([&](Transaction& tx) {
    return tx.scalar<store::Blob>("SELECT secret FROM second_factor WHERE account_id = $1", wang_);
  });
  EXPECT_EQ(stored.bytes.find(secret_), std::string::npos);
  EXPECT_EQ(count("SELECT count(*) FROM recovery_code WHERE length(code_hash) = 32"), 10);
  const auto moved = write([&](Transaction& tx) -> Done {
    tx.exec("INSERT INTO second_factor (account_id, secret, confirmed_at, last_step) VALUES ($1, $2, $3, 0)",
            li, stored, kTestNow);
    return done();
  });
  ASSERT_TRUE(moved.ok());
  EXPECT_THROW((void)try_sign_in(code(), kTestNow, "li"), SealBroken);
}

TEST_P(AccessFactor, AHelperNeedsNoneUntilThereIsAPostOfTheTown) {
  const auto zhao = town_->account("zhao", kPassword);
  const auto helper = town_->post(Role::helper, kTown, zhao);
  const auto in = try_sign_in(std::nullopt, kTestNow, "zhao").value();
  EXPECT_EQ(in.session.actor.post(), helper.id);
  EXPECT_TRUE(has_passed(in.session).ok());
  const auto office = town_->post(Role::community_officer, kTown, zhao);
  EXPECT_TRUE(has_passed(session(in)).ok());
  ASSERT_TRUE(write([&](Transaction& tx) { return switch_post(tx, kTestNow, in.session, office.id); }).ok());
  EXPECT_EQ(session(in).actor.proof(), Proof::factor_missing);
}

}  // namespace access_factor_test
}  // namespace weige::access
