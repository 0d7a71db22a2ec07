// SQL of approvals. Whoever moves one on says from where, so that of two at once only one does.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "access/approval.h"
#include "access/change.h"
#include "store/database.h"

namespace weige::access {

inline constexpr SubjectKind kApprovalSubject{"approval"};

Change insert_approval(store::Transaction& tx, ApprovalId id, const NewApproval& approval, const Actor& asker,
                       Instant now);
// Whoever's it is, as it is at the instant; lapsed is not told here.
std::optional<Approval> find_approval(store::Transaction& tx, ApprovalId id, Instant now);
// The account's own that waits and asks for the same.
std::optional<ApprovalId> find_same_approval(store::Transaction& tx, AccountId asker, std::string_view digest,
                                             Instant now);

struct ApprovalPage {
  std::optional<ApprovalId> before = {};  // the last one of the page before
  std::size_t limit = 50;
};
// Newest first. Waiting ones that the actor may decide or object to; those he asked for; and those that are
// over and that he asked for, decided or could have decided.
std::vector<Approval> approvals_waiting(store::Transaction& tx, const Actor& actor, const ApprovalPage& page,
                                        Instant now);
std::vector<Approval> approvals_asked(store::Transaction& tx, const Actor& actor, const ApprovalPage& page,
                                      Instant now);
std::vector<Approval> approvals_past(store::Transaction& tx, const Actor& actor, const ApprovalPage& page,
                                     Instant now);

// Whether the account, active, has acted in the post from one instant to the other without a break.
struct ActingSince {
  AccountId account;
  PostId post;
  Instant since;
};
bool acts_since(store::Transaction& tx, const ActingSince& acting, Instant now);
// For good: what the account asked or approved, as it is disabled.
void lapse_approvals(store::Transaction& tx, AccountId account, Instant now);

// Whether the post covers what a second person has to: always where nothing of areas is asked for.
bool covers_approval(store::Transaction& tx, PostId second, const Approval& approval);

// The active posts that cover it and in which somebody else than the asker and whom it is for acts, with
// their roles; whether the role may is the caller's to ask.
struct SecondPost {
  PostId post;
  Role role = Role::nobody;
};
struct SecondWanted {
  ApprovalKind kind;
  std::optional<AreaId> area;
  AccountId asker;
  PostId asker_post;
  std::optional<AccountId> recipient;
};
std::vector<SecondPost> second_posts(store::Transaction& tx, const SecondWanted& wanted, Instant now);

// Nothing when it was not waiting any more.
struct ApprovalVerdict {
  ApprovalState state = ApprovalState::approved;  // or refused
  std::string answer = {};
};
std::optional<Change> decide_approval(store::Transaction& tx, ApprovalId id, const Actor& decider,
                                      const ApprovalVerdict& verdict, Instant now);
// Nothing when it was neither waiting nor approved.
std::optional<Change> withdraw_approval_row(store::Transaction& tx, ApprovalId id);
// Nothing when it was not approved, or used already.
std::optional<Change> use_approval_row(store::Transaction& tx, ApprovalId id, Instant now);
// Nothing when it was not waiting, or has to wait for objections still.
std::optional<Change> use_approval_alone_row(store::Transaction& tx, ApprovalId id, Instant now);
void set_approval_job(store::Transaction& tx, ApprovalId id, std::int64_t job);

}  // namespace weige::access
