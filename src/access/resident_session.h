// ResidentSession: a resident's sitting over their own record. It is nobody's account and acts in no post, so
// no use case of the staff takes it. Ends after 15 minutes idle, after an hour, or on sign-out.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "access/scope.h"
#include "base/clock.h"
#include "base/ids.h"

namespace weige::access {

using ResidentSessionId = Id<struct ResidentSessionTag>;

// Set as the staff's is (session.h), under a name of its own: neither opens the other's routes.
inline constexpr std::string_view kResidentCookie = "weige_resident";

struct ResidentSessionRules {
  std::chrono::seconds idle = std::chrono::minutes{15};
  std::chrono::seconds absolute = std::chrono::hours{1};
  std::chrono::seconds touch_every = std::chrono::minutes{1};
};

struct ResidentSession {
  ResidentSessionId id;
  std::int64_t person = 0;  // whose record, as it was found at sign-in; it may have been merged since
  Instant started, last_seen, idle_end, absolute_end;
  bool wants_touch = false;
  // Covers every area, since one's record lies wherever one lives. Only for what is asked by `person`.
  Scope reach;
};

}  // namespace weige::access
