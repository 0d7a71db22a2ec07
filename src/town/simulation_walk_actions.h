// The month of simulation_month.h in a whole town, walked through the use cases that ship: lists are handed
// in and compared, tasks opened, plans made, doors read, visits recorded, by posts of the town at the hours
// of the month. What comes of it is held against the register at the end.
#pragma once

#include <string>
#include <vector>

#include "town/simulation_actions.h"
#include "town/simulation_list_actions.h"

namespace weige::town {

struct WalkedGrid {
  access::AreaId area;
  SimulatedPost coordinator;
  SimulatedGrid start;
};
struct WalkedTown {
  std::vector<WalkedGrid> grids;
  SimulatedPost office;
  SimulationRules rules = {};
  std::int64_t residences = 0, left_out = 0;  // as in SimulationGround
};

// A sample town as in make_simulation_ground; a grid that has no coordinator gets one. The database can be
// copied when it is closed: each copy begins the same month.
Result<WalkedTown> make_walked_town(store::Database& database, const SampleSize& size,
                                    const standards::DivisionTable& divisions, const SampleTownTools& tools);

struct WalkParts {
  store::Database& database;
  registry::UploadSandbox sandbox = {};
  const intake::FindingEvents& events = intake::finding_events();
};
// In a copy of the town, which is of no use afterwards. events: with what main() subscribes. Problems: a
// bug's. Throws std::logic_error when the register does not hold what the visits told.
Result<MonthOutcome> walk_town_month(const WalkParts& parts, const WalkedTown& town, const MonthWish& wish,
                                     DoorPolicy policy);

}  // namespace weige::town
