// Use cases of the spans of posts: a planned end, a successor (自然替补), deputies for a time. Right:
// manage_posts. What is planned happens by itself: every request asks who holds what at its own instant.
#pragma once

#include <optional>

#include "access/actor.h"
#include "access/post.h"
#include "access/post_term_store.h"
#include "store/database.h"

namespace weige::access {

// Problems of all: forbidden, not_found, post_ended, last_administrator; of those that name somebody those of
// may_serve (post_check_actions.h).

// The holder's planned end, or none. Problems: own_account, post_vacant, term_wrong (not in the future),
// term_overlaps (the successor begins before), post_exclusive (a longer term meets what the holder has then).
Result<Post> plan_end_of_term(store::Transaction& tx, Instant now, const Actor& actor, PostId post,
                              const PlannedEnd& end);

struct Succession {
  AccountId account;
  std::optional<Instant> from = {};  // none: when the post falls vacant
};
// In place of a successor named before. With a date, the holder's time ends then at the latest. Problems:
// term_wrong (not in the future), post_vacant (nobody whose time could end: give the post instead),
// own_account (also where it is the holder who would set his own end).
Result<Post> name_successor(store::Transaction& tx, Instant now, const Actor& actor, PostId post,
                            const Succession& succession);
// What it asks of a post that may be managed, without doing it.
Done check_succession(store::Transaction& tx, Instant now, const Actor& actor, const Post& post,
                      const Succession& succession);
Result<Post> drop_successor(store::Transaction& tx, Instant now, const Actor& actor, PostId post);

struct Deputising {
  AccountId account;
  std::optional<Instant> from = {};  // none: now
  Instant until;
  DeputyReason reason = DeputyReason::other;
};
// In place of another term of the same deputy. Problems: term_wrong (over before it begins, longer than
// kLongestDeputyship, or to begin later than kFarthestDeputyship from now).
Result<Post> name_deputy(store::Transaction& tx, Instant now, const Actor& actor, PostId post,
                         const Deputising& deputising);
// What it asks of a post that may be managed, without doing it.
Done check_deputising(store::Transaction& tx, Instant now, const Actor& actor, const Post& post,
                      const Deputising& deputising);
// Now. Problem: not_found (no deputy of this post).
Result<Post> dismiss_deputy(store::Transaction& tx, Instant now, const Actor& actor, PostId post,
                            AccountId account);

}  // namespace weige::access
