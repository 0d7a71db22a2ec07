// Use cases of one's own sessions: list, end, sign out, switch post, state a standing purpose.
#pragma once

#include <optional>
#include <vector>

#include "access/session.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::access {

std::vector<OwnSession> own_sessions(store::Transaction& tx, const Session& current, Instant now,
                                     const SessionRules& rules = {});
// Problem: not_found (also for somebody else's).
Done end_own_session(store::Transaction& tx, Instant now, const Session& current, SessionId id);
Done sign_out(store::Transaction& tx, Instant now, const Session& current);

// All but the current one.
Done end_other_sessions(store::Transaction& tx, Instant now, const Session& current);

// Problem: not_found when the account neither holds the post nor is a deputy in it.
Done switch_post(store::Transaction& tx, Instant now, const Session& current, PostId post);
// When the acting post is lost by itself: the end of a term or of a deputyship; nothing while none is
// planned.
std::optional<Instant> acting_end(store::Transaction& tx, Instant now, const Session& current);
// The standing purpose of this sitting, used where a request states none; none clears it.
Done state_purpose(store::Transaction& tx, Instant now, const Session& current,
                   std::optional<StandingPurpose> purpose);

}  // namespace weige::access
