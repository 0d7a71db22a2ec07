// Where a row of a file stands: the address and premises that the register has, or those to add. A step of
// import_plan; pure.
#pragma once

#include "registry/import_plan.h"

namespace weige::registry {

struct PlannedPlace {
  std::int64_t area_id = 0;
  std::int64_t address_id = 0;
  std::int64_t premises_id = 0;  // 0: none, and none wanted
  bool is_new = false;           // address or premises are added
};

struct PlaceWish {
  bool premises = true;  // wanted at the address; added with the use where there are none
  bool door = true;      // the address must lead to a door
  std::string use;
};

// Adds the writes and what is wrong to `out`; nullopt when something is wrong.
std::optional<PlannedPlace> plan_place(const ParsedRow& row, const Deciding& with, const PlaceWish& wish,
                                       RowDecision& out);

}  // namespace weige::registry
