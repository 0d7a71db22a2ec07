// SQL of the spans of posts: who holds one until when, who follows, who is a deputy. Spans of holders of a
// post do not overlap; a successor is the one holding that has not begun.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "access/post.h"
#include "base/clock.h"
#include "store/database.h"

namespace weige::access {

// Until when the account can act in the post, as holder or deputy; Instant::max() without an end, nothing
// when it cannot now.
std::optional<Instant> acting_until(store::Transaction& tx, PostId post, AccountId account, Instant now);

struct Span {
  Instant from;
  std::optional<Instant> until;
};
// What the account holds, is named successor in or is a deputy in at some instant of the span. Who takes over
// when a post falls vacant may do so at any moment, and counts from now.
std::vector<Duty> duties_within(store::Transaction& tx, AccountId account, const Span& span, Instant now);
// The post as somebody's duty.
Duty duty_of(store::Transaction& tx, const Post& post);

// The holder's time is over; who was named to follow takes over at the same instant.
Change end_holding(store::Transaction& tx, PostId id, Instant now,
                   std::optional<VacancyReason> reason = std::nullopt);
// The same without a successor taking over: somebody else is given the post.
Change displace_holder(store::Transaction& tx, PostId id, Instant now);
struct PlannedEnd {
  std::optional<Instant> until;
  std::optional<VacancyReason> reason;
};
// Precondition: somebody holds it; a successor with a date begins not before that end.
Change plan_end(store::Transaction& tx, PostId id, const PlannedEnd& end, Instant now);

// Precondition: there is no successor. Without a date: when the holder's time ends. With one, the holder's
// time ends then at the latest.
Change insert_successor(store::Transaction& tx, PostId id, AccountId account, std::optional<Instant> from,
                        Instant now);
Change delete_successor(store::Transaction& tx, PostId id, Instant now);
// The posts of an account that is shut out, where somebody was named to follow who can: they do from now on.
std::vector<Change> hand_over_posts(store::Transaction& tx, AccountId account, Instant now);

// In place of any term of the same account in the post.
Change insert_deputy(store::Transaction& tx, PostId id, const Deputy& deputy, Instant now);
Change end_deputy(store::Transaction& tx, PostId id, AccountId account, Instant now);

}  // namespace weige::access
