// Use cases of supervision: the working group and the local task forces by their seats, and the figures that
// they look at: by committee, never by person. Rights: read_duties, edit_teams.
#pragma once

#include <string>
#include <vector>

#include "teams/supervision_store.h"
#include "teams/team_actions.h"

namespace weige::teams {

// The post as it stands today: whoever holds it sits there, and whoever follows in it follows here by itself
// (自然替补).
struct SeatView {
  Seat seat;
  access::Post post;
};
struct CommitteeFigures {
  access::AreaId committee;
  std::string name = {};
  int grids = 0, complete = 0, forming = 0, incomplete = 0;
  int helpers = 0, guidance_overdue = 0;
};
struct Supervision {
  std::vector<SeatView> seats = {};
  std::vector<CommitteeFigures> committees = {};
  bool may_edit = false;
};
// Of the areas that the actor covers; the working group for everybody who may look. Problem: forbidden.
Result<Supervision> read_supervision(const TeamContext& context);

// Without a rank: no seat any more. Problems: forbidden, not_found (an area that the actor does not cover or
// that is none for the body; a post that is not, or of somebody who supervises nothing)..
struct SeatChoice {
  access::AreaId area;
  Body body = Body::working_group;
  access::PostId post;
  std::optional<SeatRank> rank = {};
};
Done choose_seat(const TeamContext& context, const SeatChoice& choice);

}  // namespace weige::teams
