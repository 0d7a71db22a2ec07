// Who does which duty of the work plan (细化职责分工): as the plan has it, or as a committee has settled it
// for its grids. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/role.h"
#include "base/result.h"

namespace weige::teams {

// The plan's own: L the leader, O the officer, C the coordinator, N the helpers, S by system.
access::Role planned_role(std::string_view number);
// Whom a committee may name.
std::vector<access::Role> sharing_roles();

struct DutyShare {
  std::string number = {};
  access::Role role = access::Role::nobody;
  bool settled = false;  // by the committee
};
// Problems: not_found (no such duty), bad_choice (role).
Done check(const DutyShare& share);
// All duties in the plan's order, with what the committee has settled in place of the plan's.
std::vector<DutyShare> all_shares(const std::vector<DutyShare>& settled);

}  // namespace weige::teams
