// Use cases of who does which duty. Rights: read_duties, edit_teams; who settles covers the committee.
#pragma once

#include <optional>
#include <vector>

#include "teams/duty_share_store.h"
#include "teams/team_actions.h"

namespace weige::teams {

struct DutyTable {
  std::optional<access::AreaId> committee = {};
  std::string committee_name = {};
  std::vector<DutyShare> shares = {};
  bool may_settle = false;
};
// For a grid: what its committee has settled. Problems: forbidden, not_found.
Result<DutyTable> read_duty_table(const TeamContext& context, access::AreaId grid);
// Without a role: as the plan has it. Problems: forbidden, not_found (also a committee that the post does not
// cover), bad_choice.
struct DutyChoice {
  access::AreaId committee;
  std::string number = {};
  std::optional<access::Role> role = {};
};
Done settle_duty(const TeamContext& context, const DutyChoice& choice);

}  // namespace weige::teams
