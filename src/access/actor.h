// Actor: who acts, in which post, for which purpose. Made by access only, from a session, a job's record or a
// declared system reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/ids.h"
#include "access/purpose.h"
#include "access/right.h"
#include "access/role.h"
#include "access/scope.h"
#include "access/step_up.h"
#include "base/result.h"

namespace weige::access {

class Actor {
 public:
  AccountId account() const { return account_; }
  PostId post() const { return scope_.post(); }
  Role role() const { return role_; }
  // The post's own area: where records that have no place yet belong. AreaId{0} without a post.
  AreaId area() const { return area_; }
  const Scope& scope() const { return scope_; }
  std::optional<Purpose> purpose() const { return purpose_; }

  // What it has shown of who it is: in a session; elsewhere nothing is asked (step_up.h).
  Proof proof() const { return proof_; }

  // done(); second_factor_required or second_factor_setup_required; undertaking_required where somebody who
  // is signed in has not signed (undertaking.h); forbidden, or purpose_required where the role has the right
  // for a stated purpose only; step_up_required where the right asks for a fresh proof.
  Done may(Right right) const;
  // The same without a fresh proof: for looking at what a right manages.
  Done holds(Right right) const;
  // What the door of a route asks, before the request has told its purpose: done() also where may() still
  // needs one.
  Done may_with_purpose(Right right) const;
  // The rights of the role, those that need a purpose included.
  std::vector<Right> rights() const;
  // Whether something of this post waits for the undertaking to be signed. Only ever of sessions.
  bool undertaking_due() const;
  // The same actor for one request's stated purpose.
  Actor with_purpose(Purpose purpose) const;
  // The same actor, of whom no more is shown than that.
  Actor with_proof(Proof proof) const;

  // For work that runs later on somebody's behalf: refuses (forbidden) when the account is no longer active
  // or neither holds the post at this instant nor is a deputy in it. The undertaking is not asked for: it was
  // when the work was begun.
  static Result<Actor> resume(store::Transaction& tx, Instant now, AccountId account, PostId post,
                              std::optional<Purpose> purpose);
  // The program itself; audited like Scope::system.
  static Actor system(store::Transaction& tx, Instant now, SystemReason reason);

 private:
  friend class ActorAccess;  // actor_store.cpp: the rows that prove who acts
  Actor(AccountId account, PostId post, Role role, AreaId area, std::optional<Purpose> purpose)
      : account_(account), scope_(post), role_(role), area_(area), purpose_(purpose) {}

  AccountId account_;
  Scope scope_;
  Role role_;
  AreaId area_;
  std::optional<Purpose> purpose_;
  bool is_unsigned_ = false;  // a session of somebody without a signature that holds
  Proof proof_ = Proof::unneeded;
};

}  // namespace weige::access
