// SQL of sealed letters. An officer's post has its own and no other; nothing says who sent one.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "store/database.h"
#include "work/lead.h"

namespace weige::work {

inline constexpr access::SubjectKind kLeadSubject{"lead"};

// No receipt for the audit log: an entry would name the sender, and its time would tell the letter.
void insert_lead(store::Transaction& tx, const Lead& lead);
// Those that have not ended by today, without the letters; the newest day first.
std::vector<Lead> leads_of(store::Transaction& tx, access::PostId post, Day today);
std::optional<Lead> find_lead(store::Transaction& tx, access::PostId post, LeadId id, Day today);
int leads_held(store::Transaction& tx, access::PostId post, Day today);
access::Change update_lead_state(store::Transaction& tx, LeadId id, LeadState state);

// One more of a post's letters on the day; how many these are now.
int count_sent(store::Transaction& tx, access::PostId post, Day day);
void forget_sent(store::Transaction& tx, Day before);
// Removes at most `limit` whose day has come; whether any were left.
bool erase_expired_leads(store::Transaction& tx, Day today, int limit);

}  // namespace weige::work
