// Use case: how far the committees in scope are in the plan's three phases (G2). Right: read_duties. Figures
// only.
#pragma once

#include <vector>

#include "town/duty_board_actions.h"
#include "town/set_up_progress.h"

namespace weige::town {

struct SetUpProgress {
  std::vector<CommitteeProgress> committees;
  int own_norms = 0;  // of the six norms, those of which the town has made a version that holds today
};
Result<SetUpProgress> read_set_up_progress(const BoardContext& context);

}  // namespace weige::town
