// SQL of what access keeps for a time only: removing what is over, and erasing accounts. Each tells how many
// rows went; those with a limit are called until none are left.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "store/database.h"

namespace weige::access {

// Sessions that have ended, whose last use was before that or whose whole time is over.
std::int64_t remove_sessions(store::Transaction& tx, Instant last_used_before, Instant now);
// Of residents: codes nobody can use any more, sittings that have ended.
std::int64_t remove_resident_codes(store::Transaction& tx, Instant now);
std::int64_t remove_resident_sessions(store::Transaction& tx, Instant now);
// What two persons were asked for and that expired before that, whatever became of it.
std::int64_t remove_approvals(store::Transaction& tx, Instant expired_before);
std::int64_t remove_links(store::Transaction& tx, Instant expired_before);
std::int64_t remove_throttles(store::Transaction& tx, Instant failed_before);
std::int64_t remove_reading_counts(store::Transaction& tx, Day before);

// Entries that have their line in the log already: what they say stands there, of people by pseudonyms.
std::int64_t remove_audit_entries(store::Transaction& tx, Instant before, int limit);
// From then on nothing tells which account a pseudonym in the log's lines stood for.
std::int64_t forget_accounts_in_audit(store::Transaction& tx, Instant disabled_before);

// Notes since when accounts are disabled, and forgets it of those that are not any more.
void note_disabled_accounts(store::Transaction& tx, Instant now);
// Disabled before that and not erased yet.
std::vector<AccountId> accounts_due(store::Transaction& tx, Instant disabled_before, int limit);
// The names, the password and all that the account signed in with; its id stays, so that what was done in a
// post remains somebody's. The account is disabled.
void erase_account(store::Transaction& tx, AccountId id, Instant now);

// By what those residents sign in, and what was written about erasing them (ApprovalContent::ids "people"):
// that it was asked for and decided stays, with numbers that lead nowhere.
void erase_resident_access(store::Transaction& tx, std::span<const std::int64_t> people);

}  // namespace weige::access
