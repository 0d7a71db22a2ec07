// Legal hold: a person's record that must stay, because somebody else needs it as evidence, until a day.
// Values and rules, pure.
#pragma once

#include <optional>
#include <string>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::registry {

using HoldId = Id<struct HoldTag>;

struct LegalHold {
  HoldId id;
  std::int64_t person = 0;
  std::string reason;  // such as the number of the case; numbers of people masked
  access::AccountId account;
  access::PostId post;
  Instant held_at{};
  Day until{};  // included
  std::optional<Instant> lifted_at = {};
  std::string post_title = {};  // filled when read
};

inline constexpr std::size_t kLongestHoldReason = 200;  // characters
inline constexpr std::chrono::years kLongestHold{3};    // a new one may follow

bool holds_on(const LegalHold& hold, Day today);
// Problems: missing_field, too_long (reason); bad_date (until: not after today, or too far away).
Done check_hold(const std::string& reason, Day until, Day today);

}  // namespace weige::registry
