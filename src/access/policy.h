// The policy: role x right as data, denied unless a cell says otherwise. Decided in *_actions through
// Actor::may; rows are limited by Scope.
#pragma once

#include <span>
#include <string>

#include "access/right.h"
#include "access/role.h"
#include "base/problem.h"
#include "base/result.h"

namespace weige::access {

enum class Cell { deny, allow, by_purpose };

Cell policy(Role role, Right right);

// Whether the right reads or writes data of residents, so that the confidentiality undertaking is asked for.
// All but those to run the house, which show no resident.
bool needs_undertaking(Right right);
// Whether the role has such a right: its holders sign.
bool needs_undertaking(Role role);

// Whether a post of this role covers areas at all. Administrators, auditors, helpers and residents never do:
// helpers see what they supplied or what a task grants, the others nothing of residents.
bool covers_areas(Role role);

// In one sentence, for the person refused: why this role may not, or what is missing.
std::string why_not(Role role, Right right, Language language);

// Posts that one account may not hold together: each administrative post and the coordinator's (专人专用)
// stands alone. Problem: post_exclusive.
Done may_hold_together(std::span<const Role> held, Role next);

}  // namespace weige::access
