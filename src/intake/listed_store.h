// SQL of whom the register holds within what a roster speaks of: those a complete list should name.
#pragma once

#include <vector>

#include "access/scope.h"
#include "intake/roster.h"
#include "store/database.h"

namespace weige::intake {

struct Listed {
  std::int64_t person = 0;
  std::int64_t link = 0;  // the residence, or the employment
  std::int64_t area_id = 0;
  std::string place = {};
};
// Current residences within an area or at an address and below it; current employments of an organisation.
std::vector<Listed> registered_within(store::Transaction& tx, const access::Scope& everywhere,
                                      const RosterScope& scope);

}  // namespace weige::intake
