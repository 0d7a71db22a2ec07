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

}  // namespace

std::string factor_throttle_key(AccountId account) {
  return lookup_hash("second factor", std::to_string(account.value));
}

// A key of its own: a password that is right forgives wrong passwords, and must not forgive wrong codes.
Done prove_code(store::Transaction& tx, Instant now, const CodeQuestion& question) {
  const auto own_key = factor_throttle_key(question.account);
  const auto wait = std::max(wait_of(find_throttle(tx, own_key), now),
                             wait_of(find_throttle(tx, question.address_key), now));
  if (wait > std::chrono::seconds{0}) {
    audit_incident(tx, now, {.action = kCodesThrottled, .account = question.account});
    return problem(ProblemCode::too_many_requests).with("seconds", std::to_string(wait.count()));
  }
  if (use_code(tx, now, question)) {
    delete_throttle(tx, own_key);
    return done();
  }
  count_guess(tx, now, own_key, kNameThrottle);
  count_guess(tx, now, question.address_key, kAddressThrottle);
  audit_incident(tx, now, {.action = kCodeRefused, .account = question.account});
  return problem(ProblemCode::second_factor_code, "code");
}

}  // namespace weige::access
