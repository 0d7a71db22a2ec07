// SQL of who serves where, for the progress of the set-up: which grids have somebody in each post of the team
// of three, and how many of the N forces there are.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "access/role.h"
#include "access/scope.h"
#include "base/clock.h"
#include "store/database.h"

namespace weige::town {

// By role of the three: areas in scope that an active post covers which somebody holds now.
std::map<access::Role, std::set<std::int64_t>> areas_served(store::Transaction& tx,
                                                            const access::Scope& scope, Instant now);

// Active posts of the N forces, by the area in scope that they stand in.
struct ForceCount {
  std::int64_t area = 0;
  std::string kind;
  int posts = 0;
};
std::vector<ForceCount> forces_in_scope(store::Transaction& tx, const access::Scope& scope);

}  // namespace weige::town
