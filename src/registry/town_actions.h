// Use case: setting up one's own town from the division table. Right: manage_areas.
#pragma once

#include <string>
#include <vector>

#include "access/actor.h"
#include "access/area.h"
#include "registry/town_plan.h"
#include "store/database.h"

namespace weige::registry {

struct TownSetUp {
  access::Area town;
  std::string address_text;
  std::vector<access::Area> committees;  // current ones, by code
  int created = 0;                       // committees made just now
};

// Names the town and makes the committees that are missing; those that exist keep their names and places,
// closed ones stay closed. Again = no change. Problems: forbidden, town_set_up (another town, while areas
// stand in it).
Result<TownSetUp> set_up_town(store::Transaction& tx, Instant now, const access::Actor& actor,
                              const TownPlan& plan);

}  // namespace weige::registry
