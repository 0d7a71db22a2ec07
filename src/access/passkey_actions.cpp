#include "access/passkey_actions.h"

#include <algorithm>

#include "access/account_notice_store.h"
#include "access/account_store.h"
#include "access/audit.h"
#include "access/passkey_proof.h"
#include "access/passkey_store.h"
#include "access/post_store.h"
#include "access/second_factor_actions.h"
#include "access/second_factor_store.h"
#include "access/session_store.h"
#include "access/throttle.h"
#include "access/token.h"
#include "access/write_and_tell.h"

namespace weige::access {
namespace {

constexpr AuditAction kPasskeyOffered{"passkey.offered"};
constexpr AuditAction kPasskeyAdded{"passkey.added"};
constexpr AuditAction kPasskeyRemoved{"passkey.removed"};

Done has_room(const std::vector<Passkey>& passkeys) {
  if (passkeys.size() < kMostPasskeys) return done();
  return problem(ProblemCode::too_many_passkeys).with("max", std::to_string(kMostPasskeys));
}

// A challenge is an entry in the log only where it begins something: those for showing one end in being shown
// or refused.
PasskeyRequest request_of(store::Transaction& tx, const Session& session, const SignInContext& context,
                          ChallengeUse use) {
  PasskeyRequest out{.challenge = new_token(context.random),
                     .party = context.passkeys->id,
                     .expires = context.clock() + kChallengeLasts,
                     .credentials = {}};
  for (auto& passkey : passkeys_of(tx, session.actor.account()))
    out.credentials.push_back(std::move(passkey.credential_id));
  // A new passkey is made within the time that is told; then the register may ask again who acts.
  const bool may_wait = use == ChallengeUse::registration;
  put_challenge(tx, session.id, {out.challenge, use}, may_wait ? out.expires + kProofLasts : out.expires);
  return out;
}

// Any post that the account may act in, whichever it acts in now: the one that needs a factor is a switch
// away.
bool has_post_that_needs_factor(store::Transaction& tx, AccountId account, const SignInContext& context) {
  if (context.rules.second_factor != FactorRule::required) return false;
  const auto posts = posts_of(tx, account, context.clock());
  return std::ranges::any_of(posts, [](const Post& post) { return needs_factor(post.role); });
}

Result<AddedPasskey> add(store::Transaction& tx, const SignInContext& context, SessionId id,
                         const WantedPasskey& wanted) {
  const Instant now = context.clock();
  WEIGE_TRY(const Session session, find_session(tx, id, now, context.rules));
  WEIGE_CHECK(may_change_factor(session, now));
  const auto account = session.actor.account();
  WEIGE_CHECK(has_room(passkeys_of(tx, account)));
  WEIGE_TRY(NewPasskey made, prove_offer(tx, now,
                                         {.session = session.id,
                                          .account = account,
                                          .party = context.passkeys,
                                          .address_key = address_throttle_key("address", wanted.address)},
                                         wanted.offer));
  if (is_registered(tx, made.credential_id)) return problem(ProblemCode::passkey_taken);
  AddedPasskey out{.passkey = {.id = PasskeyId{tx.next_id()},
                               .account = account,
                               .credential_id = std::move(made.credential_id),
                               .public_key = std::move(made.public_key),
                               .user_handle = std::move(made.user_handle),
                               .sign_count = made.sign_count,
                               .name = wanted.name,
                               .created = now},
                   .recovery_codes = {}};
  const bool is_first = !session.shown.has_factor;
  std::vector<Change> changes;
  changes.push_back(insert_passkey(tx, out.passkey));
  if (is_first) {
    out.recovery_codes = give_recovery_codes(tx, account, context.random, changes);
    set_code_shown(tx, session.id, now);
    forget_codes_shown(tx, account, session.id);
  } else {
    note_for_owner(tx, now, session.id, NoticeKind::passkey_added, out.passkey.id);
  }
  audit_changes(tx, now, session.actor, kPasskeyAdded, std::move(changes));
  return out;
}

}  // namespace

Result<PasskeySetUp> begin_passkey(store::Transaction& tx, const Session& session,
                                   const SignInContext& context) {
  const Instant now = context.clock();
  WEIGE_CHECK(may_change_factor(session, now));
  if (!context.passkeys) return problem(ProblemCode::passkeys_off);
  const auto account = find_account(tx, session.actor.account());
  if (!account) return problem(ProblemCode::not_found);
  WEIGE_CHECK(has_room(passkeys_of(tx, account->id)));
  auto request = request_of(tx, session, context, ChallengeUse::registration);
  auto handle = user_handle_for(request.challenge);
  PasskeySetUp out{.request = std::move(request),
                   .user_handle = std::move(handle),
                   .login_name = account->login_name,
                   .display_name = account->display_name};
  audit_incident(tx, now, {.action = kPasskeyOffered, .outcome = Outcome::done, .account = account->id});
  return out;
}

Result<AddedPasskey> add_passkey(store::Database& database, const SignInContext& context,
                                 const Session& session, const WantedPasskey& wanted) {
  WEIGE_CHECK(may_change_factor(session, context.clock()));
  WEIGE_CHECK(check_passkey_name(wanted.name));
  std::optional<AddedPasskey> out;
  WEIGE_CHECK(write_and_tell(database, [&](store::Transaction& tx) -> Done {
    WEIGE_TRY(out, add(tx, context, session.id, wanted));
    return done();
  }));
  return *std::move(out);
}

std::vector<Passkey> own_passkeys(store::Transaction& tx, const Session& session) {
  return passkeys_of(tx, session.actor.account());
}

Done remove_passkey(store::Transaction& tx, const Session& session, const SignInContext& context,
                    PasskeyId id) {
  const Instant now = context.clock();
  WEIGE_CHECK(may_change_factor(session, now));
  const auto account = session.actor.account();
  const auto passkeys = passkeys_of(tx, account);
  const auto found = std::ranges::find(passkeys, id, &Passkey::id);
  if (found == passkeys.end()) return problem(ProblemCode::not_found);
  const bool is_last = passkeys.size() == 1 && !find_factor(tx, account).confirmed;
  if (is_last && has_post_that_needs_factor(tx, account, context))
    return problem(ProblemCode::last_second_factor);
  audit_change(tx, now, session.actor, kPasskeyRemoved, delete_passkey(tx, *found));
  if (is_last) delete_recovery_codes(tx, account);
  note_for_owner(tx, now, session.id, NoticeKind::passkey_removed);
  forget_codes_shown(tx, account, session.id);
  return done();
}

Result<PasskeyRequest> ask_for_passkey(store::Transaction& tx, const Session& session,
                                       const SignInContext& context) {
  WEIGE_CHECK(session.actor.holds(Right::use_own_account));
  if (!context.passkeys) return problem(ProblemCode::passkeys_off);
  if (passkeys_of(tx, session.actor.account()).empty()) return problem(ProblemCode::passkey_missing);
  return request_of(tx, session, context, ChallengeUse::assertion);
}

}  // namespace weige::access
