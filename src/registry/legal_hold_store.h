// SQL of legal holds.
#pragma once

#include <span>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "registry/legal_hold.h"
#include "store/database.h"

namespace weige::registry {

access::Change insert_hold(store::Transaction& tx, const LegalHold& hold);
// Those on people in scope, newest first, those that are over included.
std::vector<LegalHold> find_holds(store::Transaction& tx, const access::Scope& scope, int limit);
std::optional<LegalHold> find_hold(store::Transaction& tx, const access::Scope& scope, HoldId id);
access::Change lift_hold(store::Transaction& tx, const LegalHold& hold, access::AccountId by, Instant now);

// Until when one of the people is held; nothing: none is.
std::optional<Day> held_until(store::Transaction& tx, std::span<const std::int64_t> people, Day today);
// Holds that ended before that day: lifted, or over. How many there were.
std::int64_t remove_holds(store::Transaction& tx, Day ended_before, Instant lifted_before);

}  // namespace weige::registry
