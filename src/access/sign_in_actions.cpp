#include "access/sign_in_actions.h"

#include "access/audit.h"
#include "access/password_proof_actions.h"
#include "access/post_store.h"
#include "access/session_store.h"
#include "access/throttle_store.h"
#include "access/token.h"

namespace weige::access {
namespace {

constexpr AuditAction kSignedIn{"sign_in.done"};
constexpr std::chrono::hours kThrottleMemory{24};

std::optional<PostId> first_post(store::Transaction& tx, AccountId account, Instant now) {
  const auto posts = posts_of(tx, account, now);
  if (posts.empty()) return std::nullopt;
  return posts.front().id;
}

PasswordQuestion question_of(const Credentials& credentials) {
  const auto name = LoginName::parse(credentials.login_name);
  const auto key = name ? name->key() : credentials.login_name;
  return {.name_key = lookup_hash("login", key),
          .address_key = lookup_hash("address", credentials.address),
          .password = credentials.password,
          .find = [name](store::Transaction& tx) -> std::optional<Credential> {
            if (!name) return std::nullopt;
            return find_credential(tx, *name);
          }};
}

}  // namespace

SignedIn open_session(store::Transaction& tx, const SignInContext& context, AccountId account,
                      std::string device) {
  const Instant now = context.clock();
  delete_ended_sessions(tx, now, context.rules);
  delete_throttles_before(tx, now - kThrottleMemory);
  auto token = insert_session(
      tx, {.account = account, .acting_post = first_post(tx, account, now), .device = std::move(device)}, now,
      context.rules, context.random);
  audit_incident(tx, now, {.action = kSignedIn, .outcome = Outcome::done, .account = account});
  auto session = find_session(tx, token, now, context.rules).value();
  return {.token = std::move(token), .session = std::move(session)};
}

Result<SignedIn> sign_in(store::Database& database, const SignInContext& context,
                         const Credentials& credentials) {
  WEIGE_TRY(const Credential proved, prove_password(database, context, question_of(credentials)));
  return database.write([&](store::Transaction& tx) -> Result<SignedIn> {
    if (!still_holds(tx, proved)) return problem(ProblemCode::sign_in_failed);
    return open_session(tx, context, proved.account, credentials.device);
  });
}

}  // namespace weige::access
