// Use cases around approvals that do not decide one: asking for it, looking, withdrawing, and using it.
// Deciding: approval_decision_actions.h.
#pragma once

#include <optional>
#include <vector>

#include "access/actor.h"
#include "access/approval.h"
#include "access/approval_store.h"
#include "store/database.h"

namespace weige::access {

// In the name of the actor, whose right to do what is asked for is the caller's to judge. Asking again for
// what waits already gives that one. Problems: those of check_approval_reason, approval_nobody (nobody else
// in the town could decide it, and it may never be done alone).
Result<Approval> ask_for_approval(store::Transaction& tx, Instant now, const Actor& asker,
                                  const NewApproval& approval);
// Whether somebody else could decide it, if the actor asked.
bool has_second(store::Transaction& tx, Instant now, const Actor& asker, const NewApproval& approval);

// As somebody sees it: his own, and whether he may decide it.
struct ApprovalSeen {
  Approval approval;
  bool is_own = false;
  bool may_decide = false;
  bool may_object = false;  // refuse what would otherwise be done alone
};
enum class ApprovalView { waiting, mine, past };
std::optional<ApprovalView> approval_view_of(std::string_view code);

struct ApprovalList {
  std::vector<ApprovalSeen> items;
  std::optional<ApprovalId> next = {};  // where the next page begins
};
// Of somebody who asks for nothing and decides nothing it is empty.
ApprovalList list_approvals(store::Transaction& tx, Instant now, const Actor& actor, ApprovalView view,
                            const ApprovalPage& page);
// One's own, or one that he may decide, object to or has decided. Problem: not_found.
Result<ApprovalSeen> read_approval(store::Transaction& tx, Instant now, const Actor& actor, ApprovalId id);

// One's own. Problems: not_found, approval_over (refused or used by now).
Result<Approval> withdraw_approval(store::Transaction& tx, Instant now, const Actor& actor, ApprovalId id);

// How what was approved is done, by the action that does it and in its transaction:
//   WEIGE_CHECK(use_approval(tx, now, actor, {id, ApprovalKind::bulk_erasure, area, content}));
// The actor is who asked, in the post in which he asked; kind, area and content are made anew from what is
// about to be done, and have to be what was approved. Asker and second person are judged again at this
// instant. Once: a second use is refused, but by the job that it began, which may begin anew after a crash.
// Problems: not_found (not the actor's own), approval_waiting, approval_over, approval_differs,
// approval_lapsed.
struct ApprovalUse {
  ApprovalId id;
  ApprovalKind kind;
  std::optional<AreaId> area;
  ApprovalContent content;
  std::optional<std::int64_t> job = {};
};
Result<Approval> use_approval(store::Transaction& tx, Instant now, const Actor& actor,
                              const ApprovalUse& use);

// What its asker does alone since nobody objected for as long as it had to wait (alone_from). Problem:
// approval_waiting.
Done use_approval_alone(store::Transaction& tx, Instant now, const Actor& actor, const Approval& approval);

// Between the steps of long work: that both still act in their posts and the second one still may decide it.
// Problem: approval_lapsed.
Done check_approval_stands(store::Transaction& tx, Instant now, ApprovalId id);
Done check_approval_stands(store::Transaction& tx, Instant now, const Approval& approval);

// The posts in which it may be decided now, so that their pages are told.
std::vector<PostId> posts_to_decide(store::Transaction& tx, Instant now, const Approval& approval);

}  // namespace weige::access
