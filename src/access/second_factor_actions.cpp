#include "access/second_factor_actions.h"

#include "access/account_notice_store.h"
#include "access/account_store.h"
#include "access/audit.h"
#include "access/code_proof.h"
#include "access/link_store.h"
#include "access/one_time_code.h"
#include "access/passkey_proof.h"
#include "access/password_proof_actions.h"
#include "access/second_factor_store.h"
#include "access/session_store.h"
#include "access/throttle_store.h"
#include "access/token.h"
#include "access/undertaking_actions.h"
#include "access/write_and_tell.h"

namespace weige::access {
namespace {

constexpr AuditAction kFactorOffered{"second_factor.offered"};
constexpr AuditAction kFactorConfirmed{"second_factor.confirmed"};
constexpr AuditAction kFactorShown{"second_factor.shown"};
constexpr AuditAction kFactorReset{"second_factor.reset"};
constexpr AuditAction kNoticeDismissed{"second_factor.notice_dismissed"};
constexpr AuditAction kRecoveryRenewed{"second_factor.recovery_codes"};
constexpr AuditAction kProvedAgain{"session.proof"};

void note_own(store::Transaction& tx, Instant now, const Session& session, AuditAction action) {
  audit_incident(tx, now, {.action = action, .outcome = Outcome::done, .account = session.actor.account()});
}

Result<std::vector<std::string>> confirm(store::Transaction& tx, const SignInContext& context, SessionId id,
                                         const GivenCode& given) {
  const Instant now = context.clock();
  WEIGE_TRY(const Session session, find_session(tx, id, now, context.rules));
  WEIGE_CHECK(may_change_factor(session, now));
  const auto account = session.actor.account();
  const auto secret = pending_secret(tx, account);
  if (!secret) return problem(ProblemCode::second_factor_not_begun);
  WEIGE_TRY(const auto step,
            prove_offered_code(tx, now, *secret,
                               {.account = account,
                                .code = given.code,
                                .address_key = address_throttle_key("address", given.address)}));
  std::vector<Change> changes;
  changes.push_back(confirm_factor(tx, account, *secret, now, step));
  auto codes = give_recovery_codes(tx, account, context.random, changes);
  set_code_shown(tx, session.id, now);
  forget_codes_shown(tx, account, session.id);
  // Of the first factor nobody else could be told: no session passes without it.
  if (session.shown.has_factor) note_for_owner(tx, now, session.id, NoticeKind::codes_set_up);
  audit_changes(tx, now, session.actor, kFactorConfirmed, std::move(changes));
  return codes;
}

Done prove_factor(store::Transaction& tx, const SignInContext& context, const Session& session,
                  const GivenFactor& given) {
  auto address_key = address_throttle_key("address", given.address);
  if (given.passkey)
    return prove_passkey(tx, context.clock(),
                         {.session = session.id,
                          .account = session.actor.account(),
                          .party = context.passkeys,
                          .address_key = std::move(address_key)},
                         *given.passkey);
  if (!given.code) return problem(ProblemCode::missing_field, "code");
  return prove_code(
      tx, context.clock(),
      {.account = session.actor.account(), .code = *given.code, .address_key = std::move(address_key)});
}

Problem wrong_own_password(Problem problem) {
  if (problem.code != ProblemCode::sign_in_failed) return problem;
  return weige::problem(ProblemCode::wrong_password, "password");
}

}  // namespace

std::vector<std::string> give_recovery_codes(store::Transaction& tx, AccountId account, const Random& random,
                                             std::vector<Change>& changes) {
  auto codes = new_recovery_codes(random);
  std::vector<std::string> hashes;
  for (const auto& code : codes) hashes.push_back(recovery_hash(account, plain_code(code)));
  changes.push_back(put_recovery_codes(tx, account, hashes));
  return codes;
}

SecondFactor own_second_factor(store::Transaction& tx, const Session& session, FactorRule rule) {
  const auto account = session.actor.account();
  const auto state = find_factor(tx, account);
  return {.since = state.confirmed,
          .passkeys = state.passkeys,
          .recovery_codes_left = recovery_codes_left(tx, account),
          .required = rule == FactorRule::required && needs_factor(session.actor.role()),
          .reset = state.reset};
}

Result<FactorOffer> begin_second_factor(store::Transaction& tx, const Session& session,
                                        const SignInContext& context) {
  const Instant now = context.clock();
  WEIGE_CHECK(may_change_factor(session, now));
  const auto account = find_account(tx, session.actor.account());
  if (!account) return problem(ProblemCode::not_found);
  const auto secret = new_factor_secret(context.random);
  audit_change(tx, now, session.actor, kFactorOffered, put_pending(tx, account->id, secret));
  return FactorOffer{.secret = base32_of(secret), .uri = otpauth_uri(secret, account->login_name)};
}

Result<std::vector<std::string>> confirm_second_factor(store::Database& database,
                                                       const SignInContext& context, const Session& session,
                                                       const GivenCode& given) {
  std::vector<std::string> codes;
  WEIGE_CHECK(write_and_tell(database, [&](store::Transaction& tx) -> Done {
    WEIGE_TRY(codes, confirm(tx, context, session.id, given));
    return done();
  }));
  return codes;
}

Result<std::vector<std::string>> renew_recovery_codes(store::Transaction& tx, const Session& session,
                                                      const SignInContext& context) {
  const Instant now = context.clock();
  WEIGE_CHECK(may_change_factor(session, now));
  if (!session.shown.has_factor) return problem(ProblemCode::second_factor_missing);
  std::vector<Change> changes;
  auto codes = give_recovery_codes(tx, session.actor.account(), context.random, changes);
  audit_changes(tx, now, session.actor, kRecoveryRenewed, std::move(changes));
  note_for_owner(tx, now, session.id, NoticeKind::recovery_renewed);
  return codes;
}

Done show_factor(store::Database& database, const SignInContext& context, const Session& session,
                 const GivenFactor& given) {
  WEIGE_CHECK(session.actor.holds(Right::use_own_account));
  if (!session.shown.has_factor) return problem(ProblemCode::second_factor_missing);
  return write_and_tell(database, [&](store::Transaction& tx) -> Done {
    WEIGE_CHECK(prove_factor(tx, context, session, given));
    const Instant now = context.clock();
    set_code_shown(tx, session.id, now);
    note_own(tx, now, session, kFactorShown);
    return done();
  });
}

Done show_code(store::Database& database, const SignInContext& context, const Session& session,
               const GivenCode& given) {
  return show_factor(database, context, session, {.code = given.code, .address = given.address});
}

// The password first: a code is not used up by a wrong one.
Done prove_again(store::Database& database, const SignInContext& context, const Session& session,
                 const GivenProof& given) {
  const auto account = session.actor.account();
  WEIGE_CHECK(session.actor.holds(Right::use_own_account));
  const bool gives_none = !given.factor.code && !given.factor.passkey;
  if (session.shown.has_factor && gives_none) return problem(ProblemCode::missing_field, "code");
  const PasswordQuestion question{
      .name_key = lookup_hash("account", std::to_string(account.value)),
      .address_key = address_throttle_key("address", given.factor.address),
      .password = given.password,
      .find = [&](store::Transaction& tx) { return find_credential(tx, account); }};
  auto proved = prove_password(database, context, question);
  if (!proved) return wrong_own_password(proved.problem());
  return write_and_tell(database, [&](store::Transaction& tx) -> Done {
    const Instant now = context.clock();
    if (!still_holds(tx, *proved)) return problem(ProblemCode::wrong_password, "password");
    if (find_factor(tx, account).exists()) {
      WEIGE_CHECK(prove_factor(tx, context, session, given.factor));
      set_code_shown(tx, session.id, now);
    }
    set_proven(tx, session.id, now);
    note_own(tx, now, session, kProvedAgain);
    return done();
  });
}

Done reset_second_factor(store::Transaction& tx, Instant now, const Actor& actor, AccountId id) {
  WEIGE_CHECK(actor.may(Right::manage_accounts));
  if (!find_account(tx, id)) return problem(ProblemCode::not_found);
  if (id == actor.account()) return problem(ProblemCode::own_account);
  if (!find_factor(tx, id).exists()) return problem(ProblemCode::second_factor_missing);
  audit_change(tx, now, actor, kFactorReset, reset_factor(tx, id, now));
  if (had_link_since(tx, id, now - kOpenedWithin)) note_opened(tx, now, actor, id);
  delete_sessions(tx, id);
  delete_throttle(tx, factor_throttle_key(id));
  delete_throttle(tx, passkey_throttle_key(id));
  return done();
}

Done dismiss_factor_notice(store::Transaction& tx, Instant now, const Session& session) {
  WEIGE_CHECK(has_passed(session));
  if (find_factor(tx, session.actor.account()).reset)
    audit_change(tx, now, session.actor, kNoticeDismissed, dismiss_reset(tx, session.actor.account()));
  return done();
}

}  // namespace weige::access
