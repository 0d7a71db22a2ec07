// Step-up: what a session lacks before it may do anything, and which rights ask for a fresh proof of who
// acts. Stands beside the policy, which says who has a right at all; decided in Actor::may.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "access/right.h"
#include "access/role.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::access {

// Whether those who work for the town must have a second factor, or may.
enum class FactorRule { required, offered };
std::optional<FactorRule> factor_rule_of(std::string_view code);

// How the one who acts has shown who it is.
enum class Proof {
  unneeded,        // the program itself, and jobs: whoever submitted one was asked
  fresh,           // password, and code where there is a second factor, a short while ago
  stale,           // longer ago
  code_missing,    // the account has a second factor, of which this session has shown no code
  factor_missing,  // the post needs a second factor, and the account has none
};

inline constexpr std::chrono::minutes kProofLasts{10};

// All posts but those of helpers and residents.
bool needs_factor(Role role);
bool needs_fresh_proof(Right right);

struct Shown {
  Instant proven;  // password, and code where there is one
  bool has_factor = false;
  bool code = false;  // in this session, at any time
};
bool is_fresh(Instant proven, Instant now);
Proof proof_of(const Shown& shown, Role role, FactorRule rule, Instant now);

// Problems: second_factor_required, second_factor_setup_required.
Done check_passed(Proof proof);
// Problems: those, and step_up_required.
Done check_fresh(Proof proof);
Problem step_up_problem();

}  // namespace weige::access
