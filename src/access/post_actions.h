// Use cases of posts: create, give, take back, end. Right: manage_posts. Effective on the holder's next
// request.
#pragma once

#include <vector>

#include "access/actor.h"
#include "access/post.h"
#include "store/database.h"

namespace weige::access {

std::vector<HelperKind> list_helper_kinds(store::Transaction& tx);

// All posts for managers of posts, otherwise those in scope and one's own.
std::vector<Post> list_posts(store::Transaction& tx, Instant now, const Actor& actor);

// For managers of posts. Problems: forbidden, not_found, post_ended.
Result<Post> read_post(store::Transaction& tx, Instant now, const Actor& actor, PostId post);

// Problems: forbidden, not_found (area), those of check(NewPost).
Result<Post> create_post(store::Transaction& tx, Instant now, const Actor& actor, const NewPost& post);

// Problem besides those told below: last_administrator, when nobody active would be left to manage accounts.

// Gives the post to the account; who held it before gives it up at the same instant. Somebody named to follow
// stays so.
// Problems: forbidden, not_found, own_account (nobody gives himself a post, or his own away), post_ended,
// account_not_active, post_exclusive.
Result<Post> give_post(store::Transaction& tx, Instant now, const Actor& actor, PostId post,
                       AccountId account);
// Somebody named to follow takes over at the same instant. Problem: own_account (another takes it back).
Result<Post> take_back_post(store::Transaction& tx, Instant now, const Actor& actor, PostId post,
                            std::optional<VacancyReason> reason = std::nullopt);
// Ended for good: no holder, successor or deputy, covers nothing. What was done in it stays attributed to it.
Result<Post> end_post(store::Transaction& tx, Instant now, const Actor& actor, PostId post);
Result<Post> retitle_post(store::Transaction& tx, Instant now, const Actor& actor, PostId post,
                          const std::string& title);

}  // namespace weige::access
