// SQL of sealed letters. An officer's post has its own and no other; nothing says who sent one.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "store/database.h"
#include "work/lead.h"

namespace weige::work {

inline constexpr access::SubjectKind kLeadSubject{"lead"};

// No receipt for the audit log: an entry would name the sender, and its time would tell the letter. One that
// is there stays.
void insert_lead(store::Transaction& tx, const Lead& lead);
bool has_lead(store::Transaction& tx, LeadId id);
// Those that have not ended by today, without the letters; the newest day first.
std::vector<Lead> leads_of(store::Transaction& tx, access::PostId post, Day today);
std::optional<Lead> find_lead(store::Transaction& tx, access::PostId post, LeadId id, Day today);
int leads_held(store::Transaction& tx, access::PostId post, Day today);
access::Change update_lead_state(store::Transaction& tx, LeadId id, LeadState state);

// Writes all letters of today anew in the order of their ids, if any came since; the same for each day before
// today that has not been written since it was over. Whether any were written.
bool mix_today(store::Transaction& tx, Day today);
bool mix_over(store::Transaction& tx, Day today);

// One more of a post's letters on the day; how many these are now.
int count_sent(store::Transaction& tx, access::PostId post, Day day);
// Writes the day's counts anew, together.
void mix_sent(store::Transaction& tx, Day day);
void forget_sent(store::Transaction& tx, Day before);
// Removes at most `limit` whose day has come; whether any were left.
bool erase_expired_leads(store::Transaction& tx, Day today, int limit);

}  // namespace weige::work
