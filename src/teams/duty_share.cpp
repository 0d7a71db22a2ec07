#include "teams/duty_share.h"

#include <algorithm>

#include "norms/duty.h"

namespace weige::teams {
namespace {

using access::Role;

constexpr Role kSharing[]{Role::committee,   Role::police_team, Role::grid_leader, Role::community_officer,
                          Role::coordinator, Role::helper,      Role::task_force,  Role::working_group};

// S1 and S3 are led by the leader, S2 and S4 by the officer; S5 and S6 are supervised.
Role of_system(std::string_view number) {
  if (number == "S2" || number == "S4") return Role::community_officer;
  if (number == "S5") return Role::task_force;
  if (number == "S6") return Role::working_group;
  return Role::grid_leader;
}

}  // namespace

Role planned_role(std::string_view number) {
  switch (number.empty() ? ' ' : number.front()) {
    case 'L':
      return Role::grid_leader;
    case 'O':
      return Role::community_officer;
    case 'C':
      return Role::coordinator;
    case 'N':
      return Role::helper;
    default:
      return of_system(number);
  }
}

std::vector<Role> sharing_roles() {
  return {std::begin(kSharing), std::end(kSharing)};
}

Done check(const DutyShare& share) {
  const auto& titles = norms::duty_titles();
  if (std::ranges::find(titles, share.number, &norms::DutyTitle::number) == titles.end())
    return problem(ProblemCode::not_found, "number");
  if (std::ranges::find(kSharing, share.role) == std::end(kSharing))
    return problem(ProblemCode::bad_choice, "role");
  return done();
}

std::vector<DutyShare> all_shares(const std::vector<DutyShare>& settled) {
  std::vector<DutyShare> out;
  for (const auto& title : norms::duty_titles()) {
    const auto own = std::ranges::find(settled, title.number, &DutyShare::number);
    if (own != settled.end())
      out.push_back({own->number, own->role, true});
    else
      out.push_back({std::string(title.number), planned_role(title.number), false});
  }
  return out;
}

}  // namespace weige::teams
