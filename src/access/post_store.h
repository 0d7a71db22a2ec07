// SQL of posts: what they cover and who holds them. post_scope follows in the same transaction.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "access/change.h"
#include "access/post.h"
#include "access/scope.h"
#include "base/clock.h"
#include "store/database.h"

namespace weige::access {

inline constexpr SubjectKind kPostSubject{"post"};

// Posts as they are at the instant.
std::optional<Post> find_post(store::Transaction& tx, PostId id, Instant now);
std::string post_title(store::Transaction& tx, PostId id);  // "" for none
// Active and ended ones, by area, role and title; the built-in system post is not among them.
std::vector<Post> all_posts(store::Transaction& tx, Instant now);
std::vector<Post> posts_in_scope(store::Transaction& tx, const Scope& scope, Instant now);
// The active posts that the account can act in: those it holds, the one taken first leading, then those where
// it is a deputy, with deputy_until.
std::vector<Post> posts_of(store::Transaction& tx, AccountId account, Instant now);
// Whether somebody whose account is active holds a post of system administrator without a planned end.
bool has_administrator(store::Transaction& tx, Instant now);
// Whether an active account holds a post of security administrator without an end, now or from a set date.
bool has_security_admin(store::Transaction& tx);
// Whether the account holds such a post, of either kind, now and without an end, and no other active one
// does.
bool is_last_administrator(store::Transaction& tx, AccountId account, Instant now);
// The kinds of N social forces, those the town added included.
std::vector<HelperKind> helper_kinds(store::Transaction& tx);
bool helper_kind_exists(store::Transaction& tx, std::string_view code);

Change insert_post(store::Transaction& tx, PostId id, const NewPost& post, Instant now);
// The areas it covers from now on, with all beneath them; none for a post that covers nothing.
void set_cover(store::Transaction& tx, PostId id, std::span<const AreaId> areas);
Change update_title(store::Transaction& tx, PostId id, std::string_view title);
// Precondition: nobody holds it. A successor stays one: the new holder's time ends where that of a successor
// with a date begins.
Change start_holding(store::Transaction& tx, PostId id, AccountId account, Instant now);
// Without holder, successor, deputy or cover from now on.
Change end_post_row(store::Transaction& tx, PostId id, Instant now);

}  // namespace weige::access
