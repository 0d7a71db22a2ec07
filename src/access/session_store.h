// SQL of sessions. A token is looked up by its hash only.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "access/session.h"
#include "base/random.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::access {

// One query by the token's hash. Problem: not_signed_in (unknown, ended, idle, disabled: all alike).
Result<Session> find_session(store::Transaction& tx, std::string_view token, Instant now,
                             const SessionRules& rules = {});
// The same of one that was found before, where what it may is judged again.
Result<Session> find_session(store::Transaction& tx, SessionId id, Instant now, const SessionRules& rules);
void touch_session(store::Transaction& tx, SessionId id, Instant now);

struct NewSession {
  AccountId account;
  std::optional<PostId> acting_post;
  std::string device;
  bool code_shown = false;  // of the second factor
};

// Returns the token, which exists nowhere else.
std::string insert_session(store::Transaction& tx, const NewSession& session, Instant now,
                           const SessionRules& rules, const Random& random);
// Those that have not ended yet, the newest first.
std::vector<OwnSession> sessions_of(store::Transaction& tx, AccountId account, Instant now,
                                    const SessionRules& rules);
bool delete_session(store::Transaction& tx, AccountId account, SessionId id);
void delete_sessions(store::Transaction& tx, AccountId account, std::optional<SessionId> except = {});
void delete_all_sessions(store::Transaction& tx);
void delete_ended_sessions(store::Transaction& tx, Instant now, const SessionRules& rules);
// A fresh proof: of the password, and of a code where the account has a second factor.
void set_proven(store::Transaction& tx, SessionId id, Instant now);
void set_code_shown(store::Transaction& tx, SessionId id, Instant now);
// Of a second factor that there was before: the other sessions have to show one of the new one.
void forget_codes_shown(store::Transaction& tx, AccountId account, SessionId except);
void set_acting_post(store::Transaction& tx, SessionId id, PostId post);
void set_purpose(store::Transaction& tx, SessionId id, std::optional<StandingPurpose> purpose);

}  // namespace weige::access
