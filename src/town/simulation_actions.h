// Use cases of the simulation: a register as it begins with, from the one that is open or from a sample town
// made for it. Nothing is written but the audit entry.
#pragma once

#include <functional>
#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "town/sample_town_actions.h"
#include "town/simulation_month.h"

namespace weige::town {

struct SimulationGround {
  std::vector<SimulatedGrid> grids;  // each has doors; by area
  SimulationRules rules = {};
  std::int64_t residences = 0;  // at the doors of the grids
  std::int64_t left_out = 0;    // doors that lie in no grid: nobody walks there
};

struct SimulationMoment {
  Instant now;
  Day today{};
};
// What lies in the areas of the acting post. Without any grid each area is one. Right: read_counters.
// Problem: forbidden.
Result<SimulationGround> read_simulation_ground(store::Transaction& tx, const access::Actor& actor,
                                                const SimulationMoment& moment);

// The town is made in `database`, which is empty, migrated, has its keys, and is of no use afterwards.
// Problems: those of make_sample_town.
Result<SimulationGround> make_simulation_ground(store::Database& database, const SampleSize& size,
                                                const standards::DivisionTable& divisions,
                                                const SampleTownTools& tools);

}  // namespace weige::town
