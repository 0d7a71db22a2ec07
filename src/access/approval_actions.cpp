#include "access/approval_actions.h"

#include <algorithm>

#include "access/audit.h"

namespace weige::access {
namespace {

constexpr AuditAction kApprovalAsked{"approval.asked"};
constexpr AuditAction kApprovalWithdrawn{"approval.withdrawn"};
constexpr AuditAction kApprovalUsed{"approval.used"};

bool is_open(const Approval& approval) {
  return approval.state == ApprovalState::asked || approval.state == ApprovalState::approved;
}

// Without a break: whoever comes back into the post asks anew.
bool still_acts(store::Transaction& tx, Instant now, const ApprovalParty& party, Instant since) {
  return acts_since(tx, {.account = party.account, .post = party.post, .since = since}, now);
}

bool still_seconds(store::Transaction& tx, Instant now, const Approval& approval) {
  const auto& decider = approval.decider.value();
  const auto second = Actor::resume(tx, now, decider.account, decider.post, std::nullopt);
  return second && still_acts(tx, now, decider, approval.decided_at.value()) &&
         may_second(approval.kind, approval.asker.role, second->role()) &&
         covers_approval(tx, decider.post, approval);
}

// An approval whose asker or second person is gone is void, without anybody having to come by.
Approval as_it_stands(store::Transaction& tx, Instant now, Approval approval) {
  if (is_open(approval) && !check_approval_stands(tx, now, approval)) approval.state = ApprovalState::lapsed;
  return approval;
}

bool is_recipient(const Approval& approval, AccountId account) {
  return approval.grantee && approval.grantee->account == account;
}

bool could_decide(store::Transaction& tx, const Actor& actor, const Approval& approval) {
  return approval.asker.account != actor.account() && !is_recipient(approval, actor.account()) &&
         actor.holds(right_to_decide(approval.kind)) &&
         may_second(approval.kind, approval.asker.role, actor.role()) &&
         covers_approval(tx, actor.post(), approval);
}

bool could_object(const Actor& actor, const Approval& approval) {
  return approval.alone_from && approval.asker.account != actor.account() &&
         !is_recipient(approval, actor.account()) && actor.holds(kRightToObject);
}

ApprovalSeen seen_by(store::Transaction& tx, Instant now, const Actor& actor, Approval approval) {
  ApprovalSeen out{.approval = as_it_stands(tx, now, std::move(approval)), .is_own = false};
  out.is_own = out.approval.asker.account == actor.account();
  out.may_decide = out.approval.state == ApprovalState::asked && could_decide(tx, actor, out.approval);
  out.may_object = out.approval.state == ApprovalState::asked && could_object(actor, out.approval);
  return out;
}

std::vector<Approval> approvals_of_view(store::Transaction& tx, Instant now, const Actor& actor,
                                        ApprovalView view, const ApprovalPage& page) {
  if (view == ApprovalView::waiting) return approvals_waiting(tx, actor, page, now);
  if (view == ApprovalView::mine) return approvals_asked(tx, actor, page, now);
  return approvals_past(tx, actor, page, now);
}

std::vector<PostId> posts_that_second(store::Transaction& tx, Instant now, const SecondWanted& wanted,
                                      Role asker) {
  std::vector<PostId> out;
  for (const auto& post : second_posts(tx, wanted, now))
    if (may_second(wanted.kind, asker, post.role)) out.push_back(post.post);
  return out;
}

}  // namespace

std::optional<ApprovalView> approval_view_of(std::string_view code) {
  if (code == "waiting") return ApprovalView::waiting;
  if (code == "mine") return ApprovalView::mine;
  if (code == "past") return ApprovalView::past;
  return std::nullopt;
}

bool has_second(store::Transaction& tx, Instant now, const Actor& asker, const NewApproval& approval) {
  SecondWanted wanted{.kind = approval.kind,
                      .area = approval.area,
                      .asker = asker.account(),
                      .asker_post = asker.post(),
                      .recipient = {}};
  if (approval.grantee) wanted.recipient = approval.grantee->account;
  return !posts_that_second(tx, now, wanted, asker.role()).empty();
}

Result<Approval> ask_for_approval(store::Transaction& tx, Instant now, const Actor& asker,
                                  const NewApproval& approval) {
  const auto digest = digest_of(approval.kind, approval.area, approval.content);
  if (const auto same = find_same_approval(tx, asker.account(), digest, now))
    if (auto found = as_it_stands(tx, now, find_approval(tx, *same, now).value());
        found.asker.post == asker.post() && found.state == ApprovalState::asked)
      return found;
  WEIGE_CHECK(check_approval_reason(approval.reason));
  if (!approval.alone_after && !has_second(tx, now, asker, approval))
    return problem(ProblemCode::approval_nobody);
  const ApprovalId id{tx.next_id()};
  audit_change(tx, now, asker, kApprovalAsked, insert_approval(tx, id, approval, asker, now));
  return find_approval(tx, id, now).value();
}

ApprovalList list_approvals(store::Transaction& tx, Instant now, const Actor& actor, ApprovalView view,
                            const ApprovalPage& page) {
  auto found = approvals_of_view(tx, now, actor, view, page);
  ApprovalList out;
  if (found.size() == page.limit) out.next = found.back().id;
  for (auto& approval : found) {
    auto seen = seen_by(tx, now, actor, std::move(approval));
    if (view != ApprovalView::waiting || seen.may_decide || seen.may_object)
      out.items.push_back(std::move(seen));
  }
  return out;
}

Result<ApprovalSeen> read_approval(store::Transaction& tx, Instant now, const Actor& actor, ApprovalId id) {
  auto approval = find_approval(tx, id, now);
  if (!approval) return problem(ProblemCode::not_found);
  const bool decided = approval->decider && approval->decider->account == actor.account();
  if (approval->asker.account != actor.account() && !decided && !could_decide(tx, actor, *approval) &&
      !could_object(actor, *approval))
    return problem(ProblemCode::not_found);
  return seen_by(tx, now, actor, std::move(*approval));
}

Result<Approval> withdraw_approval(store::Transaction& tx, Instant now, const Actor& actor, ApprovalId id) {
  const auto approval = find_approval(tx, id, now);
  if (!approval || approval->asker.account != actor.account()) return problem(ProblemCode::not_found);
  auto change = withdraw_approval_row(tx, id);
  if (!change) return problem(ProblemCode::approval_over);
  audit_change(tx, now, actor, kApprovalWithdrawn, std::move(*change));
  return find_approval(tx, id, now).value();
}

Result<Approval> use_approval(store::Transaction& tx, Instant now, const Actor& actor,
                              const ApprovalUse& use) {
  const auto approval = find_approval(tx, use.id, now);
  if (!approval || approval->asker.account != actor.account() || approval->asker.post != actor.post())
    return problem(ProblemCode::not_found);
  if (approval->state == ApprovalState::asked)
    return problem(ProblemCode::approval_waiting).with("number", std::to_string(use.id.value));
  if (approval->job != use.job) return problem(ProblemCode::approval_over);
  if (use.kind != approval->kind || digest_of(use.kind, use.area, use.content) != approval->digest)
    return problem(ProblemCode::approval_differs);
  const bool begins_anew = approval->state == ApprovalState::used && use.job;
  if (!begins_anew && approval->state != ApprovalState::approved) return problem(ProblemCode::approval_over);
  WEIGE_CHECK(check_approval_stands(tx, now, *approval));
  if (begins_anew) return *approval;
  auto change = use_approval_row(tx, use.id, now);
  if (!change) return problem(ProblemCode::approval_over);
  audit_change(tx, now, actor, kApprovalUsed, std::move(*change));
  return find_approval(tx, use.id, now).value();
}

Done use_approval_alone(store::Transaction& tx, Instant now, const Actor& actor, const Approval& approval) {
  auto change = use_approval_alone_row(tx, approval.id, now);
  if (!change)
    return problem(ProblemCode::approval_waiting).with("number", std::to_string(approval.id.value));
  audit_change(tx, now, actor, kApprovalUsed, std::move(*change));
  return done();
}

Done check_approval_stands(store::Transaction& tx, Instant now, ApprovalId id) {
  const auto approval = find_approval(tx, id, now);
  if (!approval) return problem(ProblemCode::approval_lapsed);
  return check_approval_stands(tx, now, *approval);
}

Done check_approval_stands(store::Transaction& tx, Instant now, const Approval& approval) {
  const bool stands = !approval.lapsed_at && still_acts(tx, now, approval.asker, approval.asked_at) &&
                      (!approval.decider || still_seconds(tx, now, approval));
  return stands ? done() : Done(problem(ProblemCode::approval_lapsed));
}

std::vector<PostId> posts_to_decide(store::Transaction& tx, Instant now, const Approval& approval) {
  SecondWanted wanted{.kind = approval.kind,
                      .area = approval.area,
                      .asker = approval.asker.account,
                      .asker_post = approval.asker.post,
                      .recipient = {}};
  if (approval.grantee) wanted.recipient = approval.grantee->account;
  return posts_that_second(tx, now, wanted, approval.asker.role);
}

}  // namespace weige::access
