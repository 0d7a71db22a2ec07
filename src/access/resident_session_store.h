// SQL of residents' sittings: the only place where a ResidentSession comes into being.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "access/resident_session.h"
#include "base/random.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::access {

// The token, which is not stored.
std::string insert_resident_session(store::Transaction& tx, std::int64_t person, Instant now,
                                    const Random& random);
// Problem: not_signed_in (none such, or it has ended).
Result<ResidentSession> find_resident_session(store::Transaction& tx, std::string_view token, Instant now);
void touch_resident_session(store::Transaction& tx, ResidentSessionId id, Instant now);
void delete_resident_session(store::Transaction& tx, ResidentSessionId id);
void delete_ended_resident_sessions(store::Transaction& tx, Instant now);

// Sittings and codes: somebody has to hand over a new one.
void end_resident_access(store::Transaction& tx, std::int64_t person);
// Of everybody.
void end_all_resident_access(store::Transaction& tx);

}  // namespace weige::access
