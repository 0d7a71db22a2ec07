// SQL of the keys of leads: own pairs of accounts, pairs of posts, and who has a share of which.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "store/database.h"
#include "work/lead_key.h"

namespace weige::work {

std::optional<OwnLeadKey> find_own_key(store::Transaction& tx, access::AccountId account);
// In place of the one before.
access::Change put_own_key(store::Transaction& tx, const OwnLeadKey& key);

std::optional<LeadKey> current_lead_key(store::Transaction& tx, access::PostId post);
// All that are still kept, the newest first.
std::vector<LeadKey> lead_keys_of(store::Transaction& tx, access::PostId post);
// Of those keys, whoever has them.
std::vector<LeadShare> lead_shares_of(store::Transaction& tx, access::PostId post);
// Retires the current one.
access::Change insert_lead_key(store::Transaction& tx, const LeadKey& key);
// In place of one that was sealed to an own key of before; one that can be opened stays.
void put_share(store::Transaction& tx, const LeadShare& share, Instant now);

// The active posts of officers for the area: that cover it, or lie in it; for none: of the whole town.
std::vector<access::PostId> officers_for(store::Transaction& tx, std::optional<access::AreaId> area);

// By which an account that is erased could read letters; what others share of the same key stays.
void erase_keys_of(store::Transaction& tx, access::AccountId account);
// Retired keys, with their shares, to which no letter is left.
void erase_idle_keys(store::Transaction& tx);

}  // namespace weige::work
