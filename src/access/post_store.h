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

std::optional<Post> find_post(store::Transaction& tx, PostId id);
// Active and ended ones, by area, role and title; the built-in system post is not among them.
std::vector<Post> all_posts(store::Transaction& tx);
std::vector<Post> posts_in_scope(store::Transaction& tx, const Scope& scope);
// The active posts that the account holds now, the one taken first leading.
std::vector<Post> posts_held_by(store::Transaction& tx, AccountId account);
// Whether somebody whose account is active holds a post of system administrator.
bool has_administrator(store::Transaction& tx);
// The kinds of N social forces, those the town added included.
std::vector<HelperKind> helper_kinds(store::Transaction& tx);
bool helper_kind_exists(store::Transaction& tx, std::string_view code);

Change insert_post(store::Transaction& tx, PostId id, const NewPost& post, Instant now);
// The areas it covers from now on, with all beneath them; none for a post that covers nothing.
void set_cover(store::Transaction& tx, PostId id, std::span<const AreaId> areas);
Change update_title(store::Transaction& tx, PostId id, std::string_view title);
Change end_holding(store::Transaction& tx, PostId id, Instant now);
// Precondition: nobody holds it.
Change start_holding(store::Transaction& tx, PostId id, AccountId account, Instant now);
void end_holdings_of(store::Transaction& tx, AccountId account, Instant now);
// Without holder or cover from now on.
Change end_post_row(store::Transaction& tx, PostId id, Instant now);

}  // namespace weige::access
