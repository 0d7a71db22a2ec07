// Use cases of the keys of leads: setting up one's own, making a post's, handing it over. Changes ask for a
// fresh proof of who acts, and leave an entry with the key's fingerprint.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "work/lead_key.h"

namespace weige::work {

struct OwnLeadKeyView {
  bool eligible = false;  // serves in an officer's post, or is named to
  std::optional<OwnLeadKey> key = {};
};
OwnLeadKeyView own_lead_key(store::Transaction& tx, Instant now, const access::Actor& actor);

struct OwnLeadKeyWish {
  std::string public_key, wrapped_private;
};
// The same public key: another passphrase. Another one: what was sealed to the one before stays shut until
// somebody hands it over anew. Problems: forbidden (not eligible), step_up_required, lead_envelope.
Result<OwnLeadKeyView> set_own_lead_key(store::Transaction& tx, Instant now, const access::Actor& actor,
                                        const OwnLeadKeyWish& wish);

// The box of the acting post. shares: the actor's own, that its own key of now opens.
struct LeadBox {
  access::Post post;
  std::optional<OwnLeadKey> own = {};
  std::vector<LeadKey> keys = {};
  std::vector<LeadShare> shares = {};
  std::vector<LeadMember> members = {};
  bool renewal_due = false;
  bool may_make_key = false;  // the actor, as follows
};
// Right of this and what follows: read_leads.
Result<LeadBox> read_lead_box(store::Transaction& tx, Instant now, const access::Actor& actor);

struct ShareWish {
  access::AccountId account;
  std::string public_key, wrapped_private;
};
struct LeadKeyWish {
  std::optional<LeadKeyId> replaces = {};  // what the browser saw as current
  std::string public_key;
  std::vector<ShareWish> shares;  // the actor's own among them
};
// By the post's holder; by a deputy only where there is none, or it has no own key: who makes a key decides
// who reads what is sealed to it, and no server sees whether a share holds it. Problems: forbidden (it is the
// holder's to make), lead_key_changed (another one is current), missing_field (shares), lead_envelope, and of
// each share: not_found (serves not here), lead_own_key_missing (no own key, or another by now).
Result<LeadBox> make_lead_key(store::Transaction& tx, Instant now, const access::Actor& actor,
                              const LeadKeyWish& wish);

struct HandOver {
  LeadKeyId key;
  std::vector<ShareWish> shares;
};
// By whoever has a share of the key. Problems: not_found (no key of this post, or no share of it), those of
// shares.
Result<LeadBox> hand_over_lead_key(store::Transaction& tx, Instant now, const access::Actor& actor,
                                   const HandOver& wish);

inline constexpr std::size_t kMostShares = 50;

}  // namespace weige::work
