// Throttle: how long guessing must wait. A few failures are free, then the delay doubles up to a bound; an
// hour of peace forgets them.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace weige::access {

struct ThrottleRules {
  int free_failures;
  std::chrono::seconds first_delay = std::chrono::seconds{15};
  std::chrono::seconds longest_delay = std::chrono::minutes{15};
  std::chrono::seconds forget_after = std::chrono::hours{1};
};

// One name is guarded closely; one address may be a whole office behind one line.
inline constexpr ThrottleRules kNameThrottle{.free_failures = 5};
inline constexpr ThrottleRules kAddressThrottle{.free_failures = 50};

// What of a client's address attempts are counted by: an IPv4 address as it is, of IPv6 the /64 that one
// customer is given (RFC 6177), of an IPv4 address written as IPv6 (::ffff:192.0.2.1) that one, as text. What
// is no address is left as it is.
std::string counted_network(std::string_view address);
// The key of the throttle: what is counted, and where from.
std::string address_throttle_key(std::string_view what, std::string_view address);

struct ThrottleState {
  int failures = 0;
  Instant last_failure{};
  Instant blocked_until{};
  bool operator==(const ThrottleState&) const = default;
};

// How long to wait before the next attempt; zero when it may be made now.
std::chrono::seconds wait_of(const ThrottleState& state, Instant now);
ThrottleState after_failure(const ThrottleState& state, Instant now, const ThrottleRules& rules);
// Takes back one failure that was counted in advance.
ThrottleState after_success(const ThrottleState& state, const ThrottleRules& rules);

}  // namespace weige::access
