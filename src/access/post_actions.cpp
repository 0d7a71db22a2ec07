#include "access/post_actions.h"

#include "access/area_store.h"
#include "access/audit.h"
#include "access/policy.h"
#include "access/post_check_actions.h"
#include "access/post_store.h"
#include "access/post_term_store.h"

namespace weige::access {
namespace {

constexpr AuditAction kCreated{"post.created"};
constexpr AuditAction kGiven{"post.given"};
constexpr AuditAction kTakenBack{"post.taken_back"};
constexpr AuditAction kEnded{"post.ended"};
constexpr AuditAction kRetitled{"post.retitled"};

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

}  // namespace

std::vector<HelperKind> list_helper_kinds(store::Transaction& tx) {
  return helper_kinds(tx);
}

std::vector<Post> list_posts(store::Transaction& tx, Instant now, const Actor& actor) {
  if (actor.holds(Right::manage_posts) || actor.holds(Right::manage_accounts)) return all_posts(tx, now);
  return posts_in_scope(tx, actor.scope(), now);
}

Result<Post> read_post(store::Transaction& tx, Instant now, const Actor& actor, PostId post) {
  return managed_post(tx, now, actor, post);
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
  return find_post(tx, id, now).value();
}

Result<Post> give_post(store::Transaction& tx, Instant now, const Actor& actor, PostId id,
                       AccountId account) {
  WEIGE_TRY(const Post post, managed_post(tx, now, actor, id));
  WEIGE_CHECK(
      may_serve(tx, now, actor, post, {.account = account, .span = {now, {}}, .place = "holder_account_id"}));
  if (post.holder == account) return post;
  WEIGE_CHECK(is_not_own(actor, post, "holder_account_id"));
  std::vector<Change> changes;
  if (post.holder) changes.push_back(displace_holder(tx, id, now));
  changes.push_back(start_holding(tx, id, account, now));
  WEIGE_CHECK(keeps_an_administrator(tx, now, post));
  audit_changes(tx, now, actor, kGiven, std::move(changes));
  return find_post(tx, id, now).value();
}

Result<Post> take_back_post(store::Transaction& tx, Instant now, const Actor& actor, PostId id,
                            std::optional<VacancyReason> reason) {
  WEIGE_TRY(const Post post, managed_post(tx, now, actor, id));
  if (!post.holder) return post;
  WEIGE_CHECK(is_not_own(actor, post, "holder_account_id"));
  audit_change(tx, now, actor, kTakenBack, end_holding(tx, id, now, reason));
  WEIGE_CHECK(keeps_an_administrator(tx, now, post));
  return find_post(tx, id, now).value();
}

Result<Post> end_post(store::Transaction& tx, Instant now, const Actor& actor, PostId id) {
  WEIGE_TRY(const Post post, managed_post(tx, now, actor, id));
  WEIGE_CHECK(is_not_own(actor, post));
  audit_change(tx, now, actor, kEnded, end_post_row(tx, id, now));
  WEIGE_CHECK(keeps_an_administrator(tx, now, post));
  return find_post(tx, id, now).value();
}

Result<Post> retitle_post(store::Transaction& tx, Instant now, const Actor& actor, PostId id,
                          const std::string& title) {
  WEIGE_TRY(const Post post, managed_post(tx, now, actor, id));
  WEIGE_CHECK(check_title(title));
  audit_change(tx, now, actor, kRetitled, update_title(tx, id, title));
  return find_post(tx, id, now).value();
}

}  // namespace weige::access
