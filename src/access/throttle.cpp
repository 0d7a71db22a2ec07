#include "access/throttle.h"

#include <algorithm>

namespace weige::access {
namespace {

std::chrono::seconds delay_of(int failures, const ThrottleRules& rules) {
  auto delay = rules.first_delay;
  for (int i = rules.free_failures + 1; i < failures && delay < rules.longest_delay; ++i) delay *= 2;
  return std::min(delay, rules.longest_delay);
}

}  // namespace

std::chrono::seconds wait_of(const ThrottleState& state, Instant now) {
  if (state.blocked_until <= now) return {};
  return std::chrono::ceil<std::chrono::seconds>(state.blocked_until - now);
}

ThrottleState after_failure(const ThrottleState& state, Instant now, const ThrottleRules& rules) {
  ThrottleState next = state;
  if (now - state.last_failure >= rules.forget_after) next = {};
  ++next.failures;
  next.last_failure = now;
  if (next.failures > rules.free_failures) next.blocked_until = now + delay_of(next.failures, rules);
  return next;
}

ThrottleState after_success(const ThrottleState& state, const ThrottleRules& rules) {
  ThrottleState next = state;
  next.failures = std::max(0, state.failures - 1);
  if (next.failures <= rules.free_failures) next.blocked_until = {};
  return next;
}

}  // namespace weige::access
