// Session: an opaque token in the browser, its hash in the database. Ends after idleness, absolutely, on
// sign-out or with its account.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "access/actor.h"
#include "base/clock.h"

namespace weige::access {

struct SessionRules {
  std::chrono::seconds idle = std::chrono::minutes{30};
  std::chrono::seconds absolute = std::chrono::hours{12};
  std::chrono::seconds touch_every =
      std::chrono::minutes{1};  // how stale last_seen may get, so that reading stays reading
  FactorRule second_factor = FactorRule::required;
  std::chrono::seconds purpose = std::chrono::minutes{60};  // how long a stated one holds
};

// What http sets: HttpOnly, SameSite=Strict, Path=/, and Secure unless plain HTTP is allowed by option.
inline constexpr std::string_view kSessionCookie = "weige_session";

// What the records of a sitting are read for, until it has to be stated anew.
struct StandingPurpose {
  Purpose purpose;
  Instant until;
};

// A session as it holds right now: the account is active and holds the acting post or is a deputy in it, or
// the actor acts in no post.
struct Session {
  SessionId id;
  Actor actor;
  Instant started;
  Instant last_seen;
  Instant idle_end;
  Instant absolute_end;
  std::optional<Instant> purpose_until;  // while the actor has one
  bool wants_touch;                      // last_seen is stale: call touch_session in some later write
  Shown shown = {};
};

// What http asks before any route but those with which a session gets as far (HalfSignedIn). Problems:
// second_factor_required, second_factor_setup_required.
Done has_passed(const Session& session);

// What may be done about one's own second factor: where there is one it was shown in this session, and who it
// is was proved a short while ago. An account that has to set one up has nothing more to show. Problems:
// second_factor_required, step_up_required.
Done may_change_factor(const Session& session, Instant now);

bool has_ended(const Session& session, Instant now);

struct OwnSession {
  SessionId id;
  Instant started;
  Instant last_seen;
  std::string device;
  bool current;
};

}  // namespace weige::access
