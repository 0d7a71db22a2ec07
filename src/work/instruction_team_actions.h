// What the teams of the grids hear of an instruction in their streams (O1, S1): that there is one, once a
// team however many of its posts received it and however often it was passed on; and the receipt of a post of
// the team that took its branch up. The stream says nothing of what is asked: that is for those who have a
// branch.
#pragma once

#include <vector>

#include "work/instruction_actions.h"

namespace weige::work {

// A team whose stream was told, and its posts, for their open pages.
struct TeamTold {
  access::AreaId grid;
  std::vector<access::PostId> posts;
};
std::vector<TeamTold> tell_teams(const InstructionContext& context, InstructionId id,
                                 const std::vector<Recipient>& recipients);
// It is withdrawn: what the robots of ordinary groups have not said of it yet, they do not say.
void stop_telling_teams(const InstructionContext& context, InstructionId id);
// The acting post has its branch in hand: that is its receipt in the streams of its teams, nothing more to
// do.
void note_taken_up(const InstructionContext& context, InstructionId id);

}  // namespace weige::work
