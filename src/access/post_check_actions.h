// What every use case that changes a post asks: may it be managed, may this account serve in it, is an
// administrator left.
#pragma once

#include "access/actor.h"
#include "access/post.h"
#include "access/post_term_store.h"
#include "store/database.h"

namespace weige::access {

// Problems: forbidden, not_found, post_ended.
Result<Post> managed_post(store::Transaction& tx, Instant now, const Actor& actor, PostId id);

enum class ServingAs { holder, deputy };
struct Serving {
  AccountId account;
  Span span;
  ServingAs as = ServingAs::holder;
  const char* place = "account_id";  // where problems with the account are told
};
// Problems: own_account (nobody gives himself a post), not_found, account_not_active, post_exclusive.
Done may_serve(store::Transaction& tx, Instant now, const Actor& actor, const Post& post,
               const Serving& serving);

// Nobody ends his own time in a post, by whatever way: another manager of posts does. Problem: own_account.
Done is_not_own(const Actor& actor, const Post& post, const char* place = "");

// After the change, in the same transaction. Problem: last_administrator, when none would be left who holds
// his post without an end: a system administrator, or, once one has signed in, a security administrator, now
// or from a date that is named. The last one of those is not taken away but followed by another, whom he
// approves (grant_actions.h).
Done keeps_an_administrator(store::Transaction& tx, Instant now, const Post& before);
Done keeps_a_security_admin(store::Transaction& tx, Instant now);

}  // namespace weige::access
