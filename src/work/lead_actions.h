// Use cases of sealed letters (boundaries.md 3). Rights: send_leads to tell of something, read_leads in the
// officer's own post for everything else. Nobody learns how many there are but the post that has them.
#pragma once

#include <string>
#include <vector>

#include "access/actor.h"
#include "access/post.h"
#include "store/database.h"
#include "work/lead.h"
#include "work/lead_key.h"

namespace weige::work {

// An officer's post that can be written to. No key: its channel is not open yet.
struct LeadChannel {
  access::Post post;
  std::optional<LeadKey> key = {};
};
// own_area: the officers for the sender's own area. town: all, for an officer who sends a letter on.
enum class LeadReach { own_area, town };
std::optional<LeadReach> lead_reach_of(std::string_view code);
Result<std::vector<LeadChannel>> list_channels(store::Transaction& tx, Instant now,
                                               const access::Actor& actor, LeadReach reach);

struct SealedLead {
  access::PostId post;
  LeadKeyId key;
  std::string letter;
  std::string salt;  // drawn in the browser for this sending; kept nowhere
};

// The day it came; sent twice it is one letter. It is written in a transaction of its own, and counted in
// another: a row that names its sender would be known by what the database keeps of transactions. A count may
// so be spent on a letter that was refused at last. Problems: lead_envelope, not_found (no officer's post for
// this area), lead_key_changed (sealed to another key than the post's current one), lead_limit_reached,
// lead_box_full.
Result<Day> send_lead(store::Database& database, Instant now, const access::Actor& actor,
                      const SealedLead& sealed);

// Of the acting post.
Result<std::vector<Lead>> list_leads(store::Transaction& tx, Instant now, const access::Actor& actor);
Result<Lead> read_lead(store::Transaction& tx, Instant now, const access::Actor& actor, LeadId id);
struct LeadMark {
  LeadId id;
  LeadState state = LeadState::read;
};
// Precondition: not waiting.
Result<Lead> mark_lead(store::Transaction& tx, Instant now, const access::Actor& actor, const LeadMark& mark);

// The officer has opened it, and sealed it anew for another officer's post anywhere in the town. It ends when
// it would have ended, and is followed up here. Problems: those of sending, but for the limit.
struct LeadForward {
  LeadId id;
  SealedLead sealed;
};
Result<Lead> forward_lead(store::Transaction& tx, Instant now, const access::Actor& actor,
                          const LeadForward& forward);

// Letters that came lie where, and in the transaction in which, they were written: each minute those of today
// are written anew together, and once more when their day is over (decision 32).
Done mix_leads(store::Database& database, Instant now);

// What has ended: letters, counts of days gone by, retired keys without letters.
Done erase_old_leads(store::Database& database, Instant now);

}  // namespace weige::work
