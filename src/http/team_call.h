// What the routes of teams have in common: the context of their actions, and telling open pages of a team.
#pragma once

#include "http/call.h"
#include "teams/team_actions.h"

namespace weige::http {

inline teams::TeamContext team_context(const Call& call) {
  return {.tx = call.tx(), .actor = call.actor(), .now = call.now};
}

// To the posts of the team, once it is certain: the event "team" with the grid. Nothing of what was written.
void tell_team(Call& call, access::AreaId grid);
void tell_team_posts(Call& call, access::AreaId grid, const std::vector<access::PostId>& posts);

}  // namespace weige::http
