// SQL of teams: which posts of access are a grid's three, what N forces it has, and what is noted of its
// list. The queries go by the grids they are given; who may see those, the actions ask (grids_of).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/area.h"
#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "teams/team.h"

namespace weige::teams {

inline constexpr access::SubjectKind kTeamSubject{"team"};

// To whom the work of a grid goes, whoever holds the posts. helpers: posts of N forces in the grid.
struct TeamPosts {
  std::optional<access::PostId> leader = {}, officer = {}, coordinator = {};
  std::vector<access::PostId> helpers = {};
};
// Of several posts of a role that cover the grid, the one whose own area is nearest to it.
TeamPosts team_of(store::Transaction& tx, access::AreaId grid);
// The same of every current grid, by its area.
std::map<std::int64_t, TeamPosts> all_teams(store::Transaction& tx);

struct TeamGrid {
  access::AreaId id;
  std::string code, name;
  std::optional<access::AreaId> committee = {};
  std::string committee_name = {};
  bool populated = true;
};
// Current grids that the actor covers, and for a helper's post, which covers nothing, its own. By committee
// and code.
std::vector<TeamGrid> grids_of(store::Transaction& tx, const access::Actor& actor);
std::optional<TeamGrid> find_grid(store::Transaction& tx, const access::Actor& actor, access::AreaId grid);

struct Considered {
  std::string kind, reason;
  Day noted_on{};
};
// By grid; only: that grid alone.
std::map<std::int64_t, std::vector<Considered>> considered_kinds(store::Transaction& tx,
                                                                 std::optional<access::AreaId> only);
access::Change put_considered(store::Transaction& tx, access::AreaId grid, const Considered& noted,
                              access::PostId post);
// False: it was not noted.
bool delete_considered(store::Transaction& tx, access::AreaId grid, std::string_view kind);

// What was noted of the teams' work before the day: guidance, that lists were kept, kinds considered. How
// many rows; to be called until none do.
std::int64_t erase_old_team_work(store::Transaction& tx, Day before, int limit);

// The days that a count of helpers depends on.
struct HelperLimits {
  Day signed_after{};   // an undertaking of before holds no more
  Day guided_after{};   // guided last before: overdue
  Day joined_before{};  // who joined later has time left
};
std::map<std::int64_t, std::vector<ForceCount>> count_helpers(store::Transaction& tx,
                                                              const HelperLimits& limits,
                                                              std::optional<access::AreaId> only);

enum class ListTouch { looked_through, changed };
void note_list(store::Transaction& tx, access::AreaId grid, Day day, const access::Actor& actor,
               ListTouch touch);
std::optional<Day> list_kept_on(store::Transaction& tx, access::AreaId grid);

}  // namespace weige::teams
