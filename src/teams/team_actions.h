// Use cases of teams: which are complete and what lacks, noting that a kind of force is not there, and that
// the list was gone through (L10). Rights: read_teams, edit_teams.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "norms/rules.h"
#include "store/database.h"
#include "teams/helper_store.h"
#include "teams/team_store.h"

namespace weige::teams {

struct TeamContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  Day today() const { return TownTime{}.day_of(now); }
};

struct TeamView {
  TeamGrid grid;
  TeamFacts facts;
  std::vector<Lack> lacks = {};
  TeamState state = TeamState::forming;
};

// Every grid that the actor covers; for a helper its own.
Result<std::vector<TeamView>> list_teams(const TeamContext& context);

struct TeamDetail {
  TeamView view;
  std::vector<Considered> considered = {};
  std::vector<Guidance> guidance = {};  // since the first of the month before; nothing for helpers
  std::optional<Day> list_kept_on = {};
  norms::TeamRules rules = {};
  bool may_edit = false, may_guide = false, may_see_helpers = false;
};
// Problems: forbidden, not_found.
Result<TeamDetail> read_team(const TeamContext& context, access::AreaId grid);

// None of a kind here, and why; without a reason the note is taken back. Problems: forbidden, not_found (also
// an unknown kind), team_kind_has_helpers, missing_field, too_long, bad_characters.
struct KindNote {
  std::string kind = {};
  std::optional<std::string> reason = {};
};
Done note_kind(const TeamContext& context, access::AreaId grid, const KindNote& note);

// That the list was looked through and is true. Problems: forbidden, not_found.
Done confirm_list(const TeamContext& context, access::AreaId grid);

// Whose pages are told of the team: leader, officer, coordinator and the posts of helpers.
std::vector<access::PostId> posts_of_team(const TeamContext& context, access::AreaId grid);

// For actions of this module: the grid, if the actor has the right and it is in reach.
Result<TeamGrid> grid_for(const TeamContext& context, access::Right right, access::AreaId grid);

}  // namespace weige::teams
