// Use cases of giving posts with a second person: what asks gets the post given at once, or an approval that
// waits. Right: manage_posts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/grant.h"
#include "access/grant_store.h"
#include "store/database.h"

namespace weige::access {

// The auditor finds it among the alarms: a post that was given while nobody could approve it.
inline constexpr std::string_view kGrantedAlone = "alarm.granted_alone";

struct GrantWish {
  Grant grant;
  std::string reason = {};  // for the second person
  TwoPersons two_persons = TwoPersons::required;
  std::int64_t lone_grant_days = ApprovalRules{}.lone_grant_days;
};
struct GrantOutcome {
  Post post;                             // as it is now
  std::optional<Approval> waiting = {};  // nothing was changed, this is to be decided
  std::vector<AccountId> touched = {};   // whose posts are others now
};
// At once where no second person is wanted (needs_second_person, two_persons), and, with an alarm, where none
// is to be had: until the first security administrator has signed in. Afterwards only the post of security
// administrator can be given alone, lest the town be stuck: asked for again by who asked, once it was open to
// objections for lone_grant_days, with the alarm. Problems: those of give_post, name_successor and
// name_deputy, before anybody is asked; approval_needed (no reason was given), approval_nobody.
Result<GrantOutcome> grant_post(store::Transaction& tx, Instant now, const Actor& actor,
                                const GrantWish& wish);

// What was approved, as whoever asked, in the transaction of the decision; the approval is used by it.
// Returns whose posts are others now. Problems: approval_lapsed, approval_differs, and why a post cannot be
// given any more.
Result<std::vector<AccountId>> carry_out_grant(store::Transaction& tx, Instant now, const Approval& approval);

// Grants that wait, for managers of posts; nothing for others.
std::vector<WaitingGrant> list_waiting_grants(store::Transaction& tx, Instant now, const Actor& actor);

}  // namespace weige::access
