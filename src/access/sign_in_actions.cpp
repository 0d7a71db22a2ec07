#include "access/sign_in_actions.h"

#include "access/account_notice_store.h"
#include "access/audit.h"
#include "access/code_proof.h"
#include "access/password_proof_actions.h"
#include "access/post_store.h"
#include "access/second_factor_store.h"
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

std::string_view how_far(const Shown& shown) {
  if (!shown.has_factor) return "none";
  return shown.code ? "shown" : "missing";
}

// A wrong code is told like a wrong password: which of them it was is nobody's business.
Problem as_sign_in(Problem problem) {
  if (problem.code == ProblemCode::second_factor_code) return weige::problem(ProblemCode::sign_in_failed);
  return problem;
}

PasswordQuestion question_of(const Credentials& credentials) {
  const auto name = LoginName::parse(credentials.login_name);
  const auto key = name ? name->key() : credentials.login_name;
  return {.name_key = lookup_hash("login", key),
          .address_key = address_throttle_key("address", credentials.address),
          .password = credentials.password,
          .find = [name](store::Transaction& tx) -> std::optional<Credential> {
            if (!name) return std::nullopt;
            return find_credential(tx, *name);
          }};
}

}  // namespace

SignedIn open_session(store::Transaction& tx, const SignInContext& context, NewSession session) {
  const Instant now = context.clock();
  delete_ended_sessions(tx, now, context.rules);
  delete_throttles_before(tx, now - kThrottleMemory);
  session.acting_post = first_post(tx, session.account, now);
  auto token = insert_session(tx, session, now, context.rules, context.random);
  auto opened = find_session(tx, token, now, context.rules).value();
  const bool is_told = note_device(tx, now, session, opened.id);
  audit_incident(tx, now,
                 {.action = kSignedIn,
                  .outcome = Outcome::done,
                  .account = session.account,
                  .detail = "second_factor=" + std::string(how_far(opened.shown))});
  return {.token = std::move(token), .session = std::move(opened), .is_told = is_told};
}

Result<SignedIn> sign_in(store::Database& database, const SignInContext& context,
                         const Credentials& credentials) {
  const auto question = question_of(credentials);
  WEIGE_TRY(const Credential proved, prove_password(database, context, question));
  std::optional<Problem> refused;  // told after the commit, which keeps the count of wrong codes
  WEIGE_TRY(auto opened, database.write([&](store::Transaction& tx) -> Result<std::optional<SignedIn>> {
    refused.reset();
    if (!still_holds(tx, proved)) return problem(ProblemCode::sign_in_failed);
    NewSession session{.account = proved.account, .acting_post = {}, .device = credentials.device};
    if (credentials.code && find_factor(tx, proved.account).exists()) {
      const auto shown = prove_code(
          tx, context.clock(),
          {.account = proved.account, .code = *credentials.code, .address_key = question.address_key});
      if (!shown) {
        refused = as_sign_in(shown.problem());
        return std::optional<SignedIn>{};
      }
      session.code_shown = true;
    }
    return std::optional(open_session(tx, context, std::move(session)));
  }));
  if (refused) return *std::move(refused);
  return *std::move(opened);
}

}  // namespace weige::access
