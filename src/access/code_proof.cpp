#include "access/code_proof.h"

#include <algorithm>

#include "access/audit.h"
#include "access/one_time_code.h"
#include "access/second_factor_store.h"
#include "access/throttle_store.h"
#include "access/token.h"

namespace weige::access {
namespace {

constexpr AuditAction kCodeRefused{"second_factor.refused"};
constexpr AuditAction kSetUpRefused{"second_factor.set_up_refused"};
constexpr AuditAction kCodesThrottled{"second_factor.throttled"};
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

void count_guess(store::Transaction& tx, Instant now, const std::string& key, const ThrottleRules& rules) {
  put_throttle(tx, key, after_failure(find_throttle(tx, key), now, rules));
}

struct Guess {
  const CodeQuestion& question;
  std::string own_key;
  AuditAction refused;
};

Done may_guess(store::Transaction& tx, Instant now, const Guess& guess) {
  const auto wait = std::max(wait_of(find_throttle(tx, guess.own_key), now),
                             wait_of(find_throttle(tx, guess.question.address_key), now));
  if (wait <= std::chrono::seconds{0}) return done();
  audit_incident(tx, now, {.action = kCodesThrottled, .account = guess.question.account});
  return problem(ProblemCode::too_many_requests).with("seconds", std::to_string(wait.count()));
}

Problem note_wrong(store::Transaction& tx, Instant now, const Guess& guess) {
  count_guess(tx, now, guess.own_key, kNameThrottle);
  count_guess(tx, now, guess.question.address_key, kAddressThrottle);
  audit_incident(tx, now, {.action = guess.refused, .account = guess.question.account});
  return problem(ProblemCode::second_factor_code, "code");
}

}  // namespace

std::string factor_throttle_key(AccountId account) {
  return lookup_hash("second factor", std::to_string(account.value));
}

// A key of its own: a password that is right forgives wrong passwords, and must not forgive wrong codes.
Done prove_code(store::Transaction& tx, Instant now, const CodeQuestion& question) {
  const Guess guess{question, factor_throttle_key(question.account), kCodeRefused};
  WEIGE_CHECK(may_guess(tx, now, guess));
  if (!use_code(tx, now, question)) return note_wrong(tx, now, guess);
  delete_throttle(tx, guess.own_key);
  return done();
}

// Who sees the secret has the code, so guessing gains nothing; but each guess is an entry in the log.
Result<std::int64_t> prove_offered_code(store::Transaction& tx, Instant now, std::string_view secret,
                                        const CodeQuestion& question) {
  const Guess guess{question, lookup_hash("offered factor", std::to_string(question.account.value)),
                    kSetUpRefused};
  WEIGE_CHECK(may_guess(tx, now, guess));
  const auto step = accepted_step(secret, plain_code(question.code), now, 0);
  if (!step) return note_wrong(tx, now, guess);
  delete_throttle(tx, guess.own_key);
  return *step;
}

}  // namespace weige::access
