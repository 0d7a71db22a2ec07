#include "access/approval_decision_actions.h"

#include "access/approval_actions.h"
#include "access/audit.h"
#include "access/grant_actions.h"
#include "access/text_check.h"

namespace weige::access {
namespace {

constexpr AuditAction kApprovalApproved{"approval.approved"};
constexpr AuditAction kApprovalRefused{"approval.refused"};

enum class Saying { yes, no };

// Who asked is told so; to whoever may not decide it there is none. More may say no than yes, where it would
// be done alone.
Result<Approval> approval_to_decide(store::Transaction& tx, Instant now, const Actor& actor, ApprovalId id,
                                    Saying saying) {
  WEIGE_TRY(const auto seen, read_approval(tx, now, actor, id));
  if (seen.is_own) return problem(ProblemCode::approval_own);
  const bool may_object = saying == Saying::no && seen.may_object;
  WEIGE_CHECK(actor.may(may_object ? kRightToObject : right_to_decide(seen.approval.kind)));
  if (seen.approval.state == ApprovalState::lapsed) return problem(ProblemCode::approval_lapsed);
  if (!seen.may_decide && !may_object)
    return problem(seen.may_object ? ProblemCode::forbidden : ProblemCode::approval_over);
  return seen.approval;
}

Done note_decision(store::Transaction& tx, Instant now, const Actor& actor, const Approval& approval,
                   const ApprovalVerdict& verdict) {
  auto change = decide_approval(tx, approval.id, actor, verdict, now);
  if (!change) return problem(ProblemCode::approval_over);
  const bool yes = verdict.state == ApprovalState::approved;
  audit_change(tx, now, actor, yes ? kApprovalApproved : kApprovalRefused, std::move(*change));
  return done();
}

}  // namespace

Result<Approved> approve(store::Transaction& tx, Instant now, const Actor& actor,
                         const Approving& approving) {
  WEIGE_TRY(const auto asked, approval_to_decide(tx, now, actor, approving.id, Saying::yes));
  const auto digest = digest_of(asked.kind, asked.area, asked.content);
  if (digest != asked.digest || digest != approving.digest)
    return problem(ProblemCode::approval_differs, "digest");
  WEIGE_CHECK(note_decision(tx, now, actor, asked, {.state = ApprovalState::approved}));
  Approved out{.approval = find_approval(tx, asked.id, now).value()};
  if (asked.kind == ApprovalKind::role_grant) {
    WEIGE_TRY(out.touched, carry_out_grant(tx, now, out.approval));
  }
  WEIGE_CHECK(approving.events.approved.publish(tx, now, out.approval));
  out.approval = find_approval(tx, asked.id, now).value();
  return out;
}

Result<Approval> refuse(store::Transaction& tx, Instant now, const Actor& actor, const Refusing& refusing) {
  WEIGE_TRY(const auto asked, approval_to_decide(tx, now, actor, refusing.id, Saying::no));
  WEIGE_CHECK(check_text(refusing.answer, kLongestApprovalReason, "reason"));
  WEIGE_CHECK(
      note_decision(tx, now, actor, asked, {.state = ApprovalState::refused, .answer = refusing.answer}));
  return find_approval(tx, asked.id, now).value();
}

}  // namespace weige::access
