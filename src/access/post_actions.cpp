#include "access/post_actions.h"

#include "access/account_store.h"
#include "access/area_store.h"
#include "access/audit.h"
#include "access/policy.h"
#include "access/post_store.h"

namespace weige::access {
namespace {

constexpr AuditAction kCreated{"post.created"};
constexpr AuditAction kGiven{"post.given"};
constexpr AuditAction kTakenBack{"post.taken_back"};
constexpr AuditAction kEnded{"post.ended"};
constexpr AuditAction kRetitled{"post.retitled"};

Result<Post> managed_post(store::Transaction& tx, const Actor& actor, PostId id) {
  WEIGE_CHECK(actor.may(Right::manage_posts));
  auto post = find_post(tx, id);
  if (!post) return problem(ProblemCode::not_found);
  if (post->state == PostState::ended) return problem(ProblemCode::post_ended);
  return std::move(*post);
}

Result<std::vector<AreaId>> covered(store::Transaction& tx, const NewPost& post) {
  std::vector<AreaId> areas{post.area};
  areas.insert(areas.end(), post.also_covers.begin(), post.also_covers.end());
  for (const AreaId id : areas) {
    const auto area = find_area(tx, id);
    if (!area || area->state == AreaState::closed) return problem(ProblemCode::not_found, "area_id");
  }
  if (!covers_areas(post.role)) areas.clear();
  return areas;
}

Done may_be_given(store::Transaction& tx, const Actor& actor, const Post& post, AccountId id) {
  if (id == actor.account()) return problem(ProblemCode::own_account, "holder_account_id");
  const auto account = find_account(tx, id);
  if (!account) return problem(ProblemCode::not_found, "holder_account_id");
  if (account->state == AccountState::disabled)
    return problem(ProblemCode::account_not_active, "holder_account_id");
  std::vector<Role> held;
  for (const auto& other : posts_held_by(tx, id))
    if (other.id != post.id) held.push_back(other.role);
  return may_hold_together(held, post.role);
}

// After a change of the post or its holder, in the same transaction. Nobody could let a new administrator in.
Done keeps_an_administrator(store::Transaction& tx, const Post& before) {
  const bool had_one = before.role == Role::system_admin && before.holder;
  if (had_one && !has_administrator(tx)) return problem(ProblemCode::last_administrator);
  return done();
}

}  // namespace

std::vector<HelperKind> list_helper_kinds(store::Transaction& tx) {
  return helper_kinds(tx);
}

std::vector<Post> list_posts(store::Transaction& tx, const Actor& actor) {
  if (actor.may(Right::manage_posts) || actor.may(Right::manage_accounts)) return all_posts(tx);
  return posts_in_scope(tx, actor.scope());
}

Result<Post> read_post(store::Transaction& tx, const Actor& actor, PostId post) {
  return managed_post(tx, actor, post);
}

Result<Post> create_post(store::Transaction& tx, Instant now, const Actor& actor, const NewPost& post) {
  WEIGE_CHECK(actor.may(Right::manage_posts));
  WEIGE_CHECK(check(post));
  if (post.helper_kind && !helper_kind_exists(tx, *post.helper_kind))
    return problem(ProblemCode::bad_choice, "helper_kind");
  WEIGE_TRY(const auto areas, covered(tx, post));
  const PostId id{tx.next_id()};
  auto change = insert_post(tx, id, post, now);
  set_cover(tx, id, areas);
  audit_change(tx, now, actor, kCreated, std::move(change));
  return find_post(tx, id).value();
}

Result<Post> give_post(store::Transaction& tx, Instant now, const Actor& actor, PostId id,
                       AccountId account) {
  WEIGE_TRY(const Post post, managed_post(tx, actor, id));
  WEIGE_CHECK(may_be_given(tx, actor, post, account));
  if (post.holder == account) return post;
  std::vector<Change> changes;
  if (post.holder) changes.push_back(end_holding(tx, id, now));
  changes.push_back(start_holding(tx, id, account, now));
  WEIGE_CHECK(keeps_an_administrator(tx, post));
  audit_changes(tx, now, actor, kGiven, std::move(changes));
  return find_post(tx, id).value();
}

Result<Post> take_back_post(store::Transaction& tx, Instant now, const Actor& actor, PostId id) {
  WEIGE_TRY(const Post post, managed_post(tx, actor, id));
  if (!post.holder) return post;
  audit_change(tx, now, actor, kTakenBack, end_holding(tx, id, now));
  WEIGE_CHECK(keeps_an_administrator(tx, post));
  return find_post(tx, id).value();
}

Result<Post> end_post(store::Transaction& tx, Instant now, const Actor& actor, PostId id) {
  WEIGE_TRY(const Post post, managed_post(tx, actor, id));
  if (post.holder == actor.account()) return problem(ProblemCode::own_account);
  audit_change(tx, now, actor, kEnded, end_post_row(tx, id, now));
  WEIGE_CHECK(keeps_an_administrator(tx, post));
  return find_post(tx, id).value();
}

Result<Post> retitle_post(store::Transaction& tx, Instant now, const Actor& actor, PostId id,
                          const std::string& title) {
  WEIGE_TRY(const Post post, managed_post(tx, actor, id));
  WEIGE_CHECK(check_title(title));
  audit_change(tx, now, actor, kRetitled, update_title(tx, id, title));
  return find_post(tx, id).value();
}

}  // namespace weige::access
