#include "access/actor.h"

#include "access/policy.h"

namespace weige::access {

Done Actor::may(Right right) const {
  WEIGE_CHECK(holds(right));
  return needs_fresh_proof(right) ? check_fresh(proof_) : done();
}

Done Actor::holds(Right right) const {
  if (right != Right::use_own_account) WEIGE_CHECK(check_passed(proof_));
  const Cell cell = policy(role_, right);
  if (is_unsigned_ && cell != Cell::deny && needs_undertaking(right))
    return problem(ProblemCode::undertaking_required).with("right", std::string(code(right)));
  switch (cell) {
    case Cell::allow:
      return done();
    case Cell::by_purpose:
      if (purpose_) return done();
      return problem(ProblemCode::purpose_required).with("right", std::string(code(right)));
    case Cell::deny:
      break;
  }
  return problem(ProblemCode::forbidden)
      .with("right", std::string(code(right)))
      .with("role", std::string(code(role_)));
}

Done Actor::may_with_purpose(Right right) const {
  auto done_or_why = may(right);
  if (!done_or_why && done_or_why.problem().code == ProblemCode::purpose_required) return done();
  return done_or_why;
}

std::vector<Right> Actor::rights() const {
  std::vector<Right> out;
  const bool passed = check_passed(proof_).ok();
  for (const Right right : all_rights())
    if (policy(role_, right) != Cell::deny && (passed || right == Right::use_own_account))
      out.push_back(right);
  return out;
}

bool Actor::undertaking_due() const {
  return is_unsigned_ && needs_undertaking(role_);
}

Actor Actor::with_purpose(Purpose purpose) const {
  Actor actor = *this;
  actor.purpose_ = purpose;
  return actor;
}

Actor Actor::with_proof(Proof proof) const {
  Actor actor = *this;
  actor.proof_ = proof;
  return actor;
}

}  // namespace weige::access
