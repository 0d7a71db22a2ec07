// Session: an opaque token in the browser, its hash in the database. Ends after idleness, absolutely, on sign-out or with its account.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "access/post.h"
#include "base/clock.h"
#include "base/random.h"
#include "store/database.h"

namespace weige::access {

struct SessionRules {
  std::chrono::seconds idle = std::chrono::minutes{30};
  std::chrono::seconds absolute = std::chrono::hours{12};
  std::chrono::seconds touch_every = std::chrono::minutes{1};  // how stale last_seen may get, so that reading stays reading
};

// What http sets: HttpOnly, SameSite=Strict, Path=/, and Secure unless plain HTTP is allowed by option.
inline constexpr std::string_view kSessionCookie = "weige_session";

// A session as it holds right now: the account is active and the acting post is held, or the actor acts in no post.
struct Session {
  SessionId id;
  Actor actor;
  Instant started;
  Instant last_seen;
  Instant idle_end;
  Instant absolute_end;
  bool wants_touch;  // last_seen is stale: call touch_session in some later write
};

// One query by the token's hash. Problem: not_signed_in (unknown, ended, idle, disabled: all alike).
Result<Session> find_session(store::Transaction& tx, std::string_view token, Instant now, const SessionRules& rules = {});
void touch_session(store::Transaction& tx, SessionId id, Instant now);

struct OwnSession {
  SessionId id;
  Instant started;
  Instant last_seen;
  std::string device;
  bool current;
};

std::vector<OwnSession> own_sessions(store::Transaction& tx, const Session& current, Instant now, const SessionRules& rules = {});
// Problem: not_found (also for somebody else's).
Done end_own_session(store::Transaction& tx, Instant now, const Session& current, SessionId id);
Done sign_out(store::Transaction& tx, Instant now, const Session& current);

// Problem: not_found when the account does not hold the post.
Done switch_post(store::Transaction& tx, Instant now, const Session& current, PostId post);
// The standing purpose of this sitting, used where a request states none; none clears it.
Done state_purpose(store::Transaction& tx, Instant now, const Session& current, std::optional<Purpose> purpose);

}  // namespace weige::access
