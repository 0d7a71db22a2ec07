#include "access/password_proof_actions.h"

#include <algorithm>
#include <semaphore>

#include "access/audit.h"
#include "access/throttle_store.h"

namespace weige::access {
namespace {

// Proving a password takes a good part of a second by design. No more than so many at once, that strangers at
// the door cannot occupy all threads; who finds no turn tries again, and it does not count as a failure.
constexpr std::ptrdiff_t kProofsAtOnce = 2;
std::counting_semaphore<kProofsAtOnce> proofs{kProofsAtOnce};
struct Turn {
  Turn() : mine(proofs.try_acquire_for(std::chrono::milliseconds{300})) {}
  ~Turn() {
    if (mine) proofs.release();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  const bool mine;
};

constexpr AuditAction kRefused{"sign_in.refused"};
constexpr AuditAction kThrottled{"sign_in.throttled"};

// An attempt that may be made now, or how long to wait.
struct Attempt {
  std::chrono::seconds wait{};
  std::optional<Credential> credential = {};
};

void count_failure(store::Transaction& tx, const std::string& key, Instant now, const ThrottleRules& rules) {
  put_throttle(tx, key, after_failure(find_throttle(tx, key), now, rules));
}

Attempt begin(store::Transaction& tx, const PasswordQuestion& question, Instant now) {
  const auto wait = std::max(wait_of(find_throttle(tx, question.name_key), now),
                             wait_of(find_throttle(tx, question.address_key), now));
  if (wait > std::chrono::seconds{0}) {
    audit_incident(tx, now, {.action = kThrottled});
    return {.wait = wait};
  }
  count_failure(tx, question.name_key, now, kNameThrottle);
  count_failure(tx, question.address_key, now, kAddressThrottle);
  return {.credential = question.find(tx)};
}

// The dummy is made by the first who asks, whether or not the account exists: it takes as long as comparing.
bool matches(const std::optional<Credential>& credential, const std::string& password, const HashCost& cost) {
  const auto& dummy = dummy_hash(cost);
  if (credential) return credential->hash.matches(password);
  (void)dummy.matches(password);
  return false;
}

void forgive(store::Transaction& tx, const PasswordQuestion& question) {
  delete_throttle(tx, question.name_key);
  put_throttle(tx, question.address_key,
               after_success(find_throttle(tx, question.address_key), kAddressThrottle));
}

Incident refusal(const std::optional<Credential>& credential) {
  Incident incident{.action = kRefused};
  if (credential) incident.account = credential->account;
  return incident;
}

}  // namespace

Result<Credential> prove_password(store::Database& database, const SignInContext& context,
                                  const PasswordQuestion& question) {
  const Instant now = context.clock();
  const Turn turn;
  if (!turn.mine) return problem(ProblemCode::too_many_requests).with("seconds", "1");
  WEIGE_TRY(const Attempt attempt, database.write([&](store::Transaction& tx) -> Result<Attempt> {
    return begin(tx, question, now);
  }));
  if (attempt.wait > std::chrono::seconds{0})
    return problem(ProblemCode::too_many_requests).with("seconds", std::to_string(attempt.wait.count()));
  const bool right = matches(attempt.credential, question.password, context.cost);
  WEIGE_CHECK(database.write([&](store::Transaction& tx) -> Done {
    if (right)
      forgive(tx, question);
    else
      audit_incident(tx, now, refusal(attempt.credential));
    return done();
  }));
  if (!right) return problem(ProblemCode::sign_in_failed);
  return *attempt.credential;
}

bool still_holds(store::Transaction& tx, const Credential& credential) {
  const auto now = find_credential(tx, credential.account);
  return now && now->hash.text() == credential.hash.text();
}

}  // namespace weige::access
