#include "access/code_proof.h"

#include "access/audit.h"
#include "access/guess.h"
#include "access/one_time_code.h"
#include "access/second_factor_store.h"
#include "access/token.h"

namespace weige::access {
namespace {

constexpr AuditAction kCodeRefused{"second_factor.refused"};
constexpr AuditAction kSetUpRefused{"second_factor.set_up_refused"};
constexpr AuditAction kRecoveryUsed{"second_factor.recovery_code"};

bool use_code(store::Transaction& tx, Instant now, const CodeQuestion& question) {
  const auto plain = plain_code(question.code);
  if (!is_device_code(plain)) {
    if (!take_recovery_code(tx, question.account, recovery_hash(question.account, plain))) return false;
    audit_incident(tx, now, {.action = kRecoveryUsed, .outcome = Outcome::done, .account = question.account});
    return true;
  }
  const auto factor = factor_secret(tx, question.account);
  if (!factor) return false;
  const auto step = accepted_step(factor->secret, plain, now, factor->last_step);
  return step && take_step(tx, question.account, *step);
}

Problem wrong_code(store::Transaction& tx, Instant now, const Guess& guess) {
  note_wrong(tx, now, guess);
  return problem(ProblemCode::second_factor_code, "code");
}

}  // namespace

std::string factor_throttle_key(AccountId account) {
  return lookup_hash("second factor", std::to_string(account.value));
}

// A key of its own: a password that is right forgives wrong passwords, and must not forgive wrong codes.
Done prove_code(store::Transaction& tx, Instant now, const CodeQuestion& question) {
  const Guess guess{question.account, factor_throttle_key(question.account), question.address_key,
                    kCodeRefused};
  WEIGE_CHECK(may_guess(tx, now, guess));
  if (!use_code(tx, now, question)) return wrong_code(tx, now, guess);
  note_right(tx, guess);
  return done();
}

// Who sees the secret has the code, so guessing gains nothing; but each guess is an entry in the log.
Result<std::int64_t> prove_offered_code(store::Transaction& tx, Instant now, std::string_view secret,
                                        const CodeQuestion& question) {
  const Guess guess{question.account, lookup_hash("offered factor", std::to_string(question.account.value)),
                    question.address_key, kSetUpRefused};
  WEIGE_CHECK(may_guess(tx, now, guess));
  const auto step = accepted_step(secret, plain_code(question.code), now, 0);
  if (!step) return wrong_code(tx, now, guess);
  note_right(tx, guess);
  return *step;
}

}  // namespace weige::access
