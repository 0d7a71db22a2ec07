#include "access/throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "access/token.h"

namespace weige::access {
namespace {

std::chrono::seconds delay_of(int failures, const ThrottleRules& rules) {
  auto delay = rules.first_delay;
  for (int i = rules.free_failures + 1; i < failures && delay < rules.longest_delay; ++i) delay *= 2;
  return std::min(delay, rules.longest_delay);
}

}  // namespace

std::string counted_network(std::string_view address) {
  const std::string text(address.substr(0, address.find('%')));  // a link-local one names its interface
  in6_addr bytes{};
  if (inet_pton(AF_INET6, text.c_str(), &bytes) != 1) return std::string(address);
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (IN6_IS_ADDR_V4MAPPED(&bytes)) {
    inet_ntop(AF_INET, &bytes.s6_addr[12], out.data(), out.size());
    return out.data();
  }
  std::fill(bytes.s6_addr + 8, bytes.s6_addr + 16, std::uint8_t{0});
  inet_ntop(AF_INET6, &bytes, out.data(), out.size());
  return std::string(out.data()) + "/64";
}

std::string address_throttle_key(std::string_view what, std::string_view address) {
  return lookup_hash(what, counted_network(address));
}

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
