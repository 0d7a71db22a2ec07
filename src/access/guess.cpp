#include "access/guess.h"

#include <algorithm>

#include "access/throttle_store.h"

namespace weige::access {
namespace {

constexpr AuditAction kGuessesThrottled{"second_factor.throttled"};

void count_guess(store::Transaction& tx, Instant now, const std::string& key, const ThrottleRules& rules) {
  put_throttle(tx, key, after_failure(find_throttle(tx, key), now, rules));
}

}  // namespace

Done may_guess(store::Transaction& tx, Instant now, const Guess& guess) {
  const auto wait = std::max(wait_of(find_throttle(tx, guess.own_key), now),
                             wait_of(find_throttle(tx, guess.address_key), now));
  if (wait <= std::chrono::seconds{0}) return done();
  audit_incident(tx, now, {.action = kGuessesThrottled, .account = guess.account});
  return problem(ProblemCode::too_many_requests).with("seconds", std::to_string(wait.count()));
}

void note_wrong(store::Transaction& tx, Instant now, const Guess& guess, std::string detail) {
  count_guess(tx, now, guess.own_key, kNameThrottle);
  count_guess(tx, now, guess.address_key, kAddressThrottle);
  audit_incident(tx, now, {.action = guess.refused, .account = guess.account, .detail = std::move(detail)});
}

void note_right(store::Transaction& tx, const Guess& guess) {
  delete_throttle(tx, guess.own_key);
}

}  // namespace weige::access
