#include "access/step_up.h"

#include <algorithm>

namespace weige::access {
namespace {

// What takes records out of the house in bulk, and what decides who may do so.
constexpr Right kFreshRights[] = {Right::export_records,   Right::manage_accounts, Right::manage_posts,
                                  Right::manage_keys,      Right::erase_records,   Right::approve_exports,
                                  Right::approve_erasures, Right::approve_grants};

}  // namespace

std::optional<FactorRule> factor_rule_of(std::string_view code) {
  if (code == "required") return FactorRule::required;
  if (code == "offered") return FactorRule::offered;
  return std::nullopt;
}

bool needs_factor(Role role) {
  switch (role) {
    case Role::nobody:
    case Role::helper:
    case Role::resident:
    case Role::system:  // never signs in
      return false;
    default:
      return true;
  }
}

bool needs_fresh_proof(Right right) {
  return std::ranges::find(kFreshRights, right) != std::end(kFreshRights);
}

// An instant ahead of now is one of a clock that was set back: not fresh either.
bool is_fresh(Instant proven, Instant now) {
  return proven <= now && now - proven < kProofLasts;
}

Proof proof_of(const Shown& shown, Role role, FactorRule rule, Instant now) {
  if (shown.has_factor && !shown.code) return Proof::code_missing;
  if (!shown.has_factor && rule == FactorRule::required && needs_factor(role)) return Proof::factor_missing;
  return is_fresh(shown.proven, now) ? Proof::fresh : Proof::stale;
}

Done check_passed(Proof proof) {
  switch (proof) {
    case Proof::code_missing:
      return problem(ProblemCode::second_factor_required);
    case Proof::factor_missing:
      return problem(ProblemCode::second_factor_setup_required);
    default:
      return done();
  }
}

Problem step_up_problem() {
  return problem(ProblemCode::step_up_required).with("minutes", std::to_string(kProofLasts.count()));
}

Done check_fresh(Proof proof) {
  WEIGE_CHECK(check_passed(proof));
  if (proof == Proof::stale) return step_up_problem();
  return done();
}

}  // namespace weige::access
