#include "access/post_term_actions.h"

#include <algorithm>

#include "access/audit.h"
#include "access/post_check_actions.h"
#include "access/post_store.h"

namespace weige::access {
namespace {

constexpr AuditAction kTermSet{"post.term"};
constexpr AuditAction kSuccessorNamed{"post.successor"};
constexpr AuditAction kDeputyNamed{"post.deputy"};
constexpr AuditAction kDeputyDismissed{"post.deputy_dismissed"};

Deputy deputy_of(const Deputising& deputising, Instant now) {
  return {.account = deputising.account,
          .name = {},
          .from = std::max(deputising.from.value_or(now), now),
          .until = deputising.until,
          .reason = deputising.reason};
}

}  // namespace

Result<Post> plan_end_of_term(store::Transaction& tx, Instant now, const Actor& actor, PostId id,
                              const PlannedEnd& end) {
  WEIGE_TRY(const Post post, managed_post(tx, now, actor, id));
  if (!post.holder) return problem(ProblemCode::post_vacant, "until");
  if (end.until && *end.until <= now) return problem(ProblemCode::term_wrong, "until");
  const auto& next = post.successor;
  if (next && !next->when_vacant && (!end.until || *end.until > *next->from))
    return problem(ProblemCode::term_overlaps, "until");
  WEIGE_CHECK(may_serve(tx, now, actor, post, {.account = *post.holder, .span = {now, end.until}}));
  audit_change(tx, now, actor, kTermSet, plan_end(tx, id, end, now));
  WEIGE_CHECK(keeps_an_administrator(tx, now, post));
  return find_post(tx, id, now).value();
}

Done check_succession(store::Transaction& tx, Instant now, const Actor& actor, const Post& post,
                      const Succession& succession) {
  if (succession.from && *succession.from <= now) return problem(ProblemCode::term_wrong, "from");
  if (!succession.from && !post.holder) return problem(ProblemCode::post_vacant, "from");
  if (succession.account == post.holder) return problem(ProblemCode::bad_choice, "account_id");
  if (succession.from) WEIGE_CHECK(is_not_own(actor, post, "from"));
  return may_serve(tx, now, actor, post,
                   {.account = succession.account, .span = {succession.from.value_or(now), {}}});
}

Result<Post> name_successor(store::Transaction& tx, Instant now, const Actor& actor, PostId id,
                            const Succession& succession) {
  WEIGE_TRY(const Post post, managed_post(tx, now, actor, id));
  WEIGE_CHECK(check_succession(tx, now, actor, post, succession));
  std::vector<Change> changes;
  if (post.successor) changes.push_back(delete_successor(tx, id, now));
  changes.push_back(insert_successor(tx, id, succession.account, succession.from, now));
  audit_changes(tx, now, actor, kSuccessorNamed, std::move(changes));
  WEIGE_CHECK(keeps_an_administrator(tx, now, post));
  return find_post(tx, id, now).value();
}

Result<Post> drop_successor(store::Transaction& tx, Instant now, const Actor& actor, PostId id) {
  WEIGE_TRY(const Post post, managed_post(tx, now, actor, id));
  if (!post.successor) return post;
  audit_change(tx, now, actor, kSuccessorNamed, delete_successor(tx, id, now));
  if (post.role == Role::security_admin) WEIGE_CHECK(keeps_a_security_admin(tx, now));
  return find_post(tx, id, now).value();
}

Done check_deputising(store::Transaction& tx, Instant now, const Actor& actor, const Post& post,
                      const Deputising& deputising) {
  const auto deputy = deputy_of(deputising, now);
  if (deputy.from - now > kFarthestDeputyship) return problem(ProblemCode::term_wrong, "from");
  if (deputy.until <= deputy.from || deputy.until - deputy.from > kLongestDeputyship)
    return problem(ProblemCode::term_wrong, "until");
  if (deputy.account == post.holder) return problem(ProblemCode::bad_choice, "account_id");
  return may_serve(tx, now, actor, post,
                   {.account = deputy.account, .span = {deputy.from, deputy.until}, .as = ServingAs::deputy});
}

Result<Post> name_deputy(store::Transaction& tx, Instant now, const Actor& actor, PostId id,
                         const Deputising& deputising) {
  WEIGE_TRY(const Post post, managed_post(tx, now, actor, id));
  WEIGE_CHECK(check_deputising(tx, now, actor, post, deputising));
  audit_change(tx, now, actor, kDeputyNamed, insert_deputy(tx, id, deputy_of(deputising, now), now));
  return find_post(tx, id, now).value();
}

Result<Post> dismiss_deputy(store::Transaction& tx, Instant now, const Actor& actor, PostId id,
                            AccountId account) {
  WEIGE_TRY(const Post post, managed_post(tx, now, actor, id));
  if (std::ranges::find(post.deputies, account, &Deputy::account) == post.deputies.end())
    return problem(ProblemCode::not_found, "account_id");
  audit_change(tx, now, actor, kDeputyDismissed, end_deputy(tx, id, account, now));
  return find_post(tx, id, now).value();
}

}  // namespace weige::access
