#include "access/grant_actions.h"

#include "access/approval_actions.h"
#include "access/audit.h"
#include "access/post_actions.h"
#include "access/post_check_actions.h"
#include "access/post_store.h"
#include "access/post_term_actions.h"

namespace weige::access {
namespace {

Succession succession_of(const Grant& grant) {
  return {.account = grant.account, .from = grant.from};
}

Deputising deputising_of(const Grant& grant) {
  return {.account = grant.account,
          .from = grant.from,
          .until = grant.until.value_or(Instant{}),
          .reason = grant.reason.value_or(DeputyReason::other)};
}

// What doing it would refuse, before somebody else is bothered with it.
Done check_grant(store::Transaction& tx, Instant now, const Actor& actor, const Post& post,
                 const Grant& grant) {
  switch (grant.way) {
    case GrantWay::successor:
      return check_succession(tx, now, actor, post, succession_of(grant));
    case GrantWay::deputy:
      return check_deputising(tx, now, actor, post, deputising_of(grant));
    case GrantWay::holder:
      break;
  }
  return may_serve(tx, now, actor, post,
                   {.account = grant.account, .span = {now, {}}, .place = "holder_account_id"});
}

Result<Post> do_grant(store::Transaction& tx, Instant now, const Actor& actor, const Grant& grant) {
  switch (grant.way) {
    case GrantWay::successor:
      return name_successor(tx, now, actor, grant.post, succession_of(grant));
    case GrantWay::deputy:
      return name_deputy(tx, now, actor, grant.post, deputising_of(grant));
    case GrantWay::holder:
      break;
  }
  return give_post(tx, now, actor, grant.post, grant.account);
}

// The new one, and the holder of before: he may have given it up, or his time has got an end.
std::vector<AccountId> touched_by(const Grant& grant, const Post& before) {
  std::vector<AccountId> out{grant.account};
  if (before.holder && before.holder != grant.account) out.push_back(*before.holder);
  return out;
}

bool changes_something(const Grant& grant, const Post& post) {
  return grant.way != GrantWay::holder || post.holder != grant.account;
}

NewApproval approval_of(const GrantWish& wish) {
  return {.kind = ApprovalKind::role_grant,
          .area = {},
          .content = content_of(wish.grant),
          .people = 1,
          .reason = wish.reason,
          .grantee = ApprovalGrantee{.post = wish.grant.post, .account = wish.grant.account}};
}

Result<GrantOutcome> grant_at_once(store::Transaction& tx, Instant now, const Actor& actor,
                                   const Grant& grant, const Post& before) {
  WEIGE_TRY(auto post, do_grant(tx, now, actor, grant));
  return GrantOutcome{.post = std::move(post), .touched = touched_by(grant, before)};
}

Result<GrantOutcome> grant_alone(store::Transaction& tx, Instant now, const Actor& actor, const Grant& grant,
                                 const Post& before) {
  audit_change(
      tx, now, actor, AuditAction{kGrantedAlone},
      Change::of(kPostSubject, grant.post,
                 "way=" + std::string(code(grant.way)) + ",account=" + std::to_string(grant.account.value)));
  return grant_at_once(tx, now, actor, grant, before);
}

}  // namespace

Result<GrantOutcome> grant_post(store::Transaction& tx, Instant now, const Actor& actor,
                                const GrantWish& wish) {
  const auto& grant = wish.grant;
  WEIGE_TRY(const Post post, managed_post(tx, now, actor, grant.post));
  if (wish.two_persons == TwoPersons::off || !needs_second_person(post.role) ||
      !changes_something(grant, post))
    return grant_at_once(tx, now, actor, grant, post);
  WEIGE_CHECK(check_grant(tx, now, actor, post, grant));
  auto wanted = approval_of(wish);
  if (!had_security_admin(tx, now) && !has_second(tx, now, actor, wanted))
    return grant_alone(tx, now, actor, grant, post);
  if (post.role == Role::security_admin) wanted.alone_after = std::chrono::days{wish.lone_grant_days};
  WEIGE_TRY(auto approval, ask_for_approval(tx, now, actor, wanted));
  if (approval.alone_from && *approval.alone_from <= now) {
    WEIGE_CHECK(use_approval_alone(tx, now, actor, approval));
    return grant_alone(tx, now, actor, grant, post);
  }
  return GrantOutcome{.post = post, .waiting = std::move(approval)};
}

Result<std::vector<AccountId>> carry_out_grant(store::Transaction& tx, Instant now,
                                               const Approval& approval) {
  const auto grant = grant_of(approval.content);
  if (!grant) return problem(ProblemCode::approval_differs);
  const auto asker = Actor::resume(tx, now, approval.asker.account, approval.asker.post, std::nullopt);
  if (!asker) return problem(ProblemCode::approval_lapsed);
  const auto before = find_post(tx, grant->post, now);
  if (!before) return problem(ProblemCode::not_found);
  WEIGE_CHECK(use_approval(
      tx, now, *asker,
      {.id = approval.id, .kind = ApprovalKind::role_grant, .area = {}, .content = content_of(*grant)}));
  WEIGE_CHECK(do_grant(tx, now, *asker, *grant));
  return touched_by(*grant, *before);
}

std::vector<WaitingGrant> list_waiting_grants(store::Transaction& tx, Instant now, const Actor& actor) {
  if (!actor.holds(Right::manage_posts)) return {};
  return waiting_grants(tx, now);
}

}  // namespace weige::access
