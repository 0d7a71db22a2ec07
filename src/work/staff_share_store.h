// SQL of the share of full-time grid staff (L6): the register's counters for all changes, and for those of
// grid staff what they entered themselves and what was entered on their lists and reports.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/scope.h"
#include "store/database.h"
#include "work/staff_share.h"

namespace weige::work {

struct StaffShareQuery {
  std::string month;
  std::optional<std::int64_t> within = {};  // an area with what lies beneath it
  TownTime town = {};
};
// Of grids in scope in which something changed, by area.
std::vector<StaffShare> staff_shares(store::Transaction& tx, const access::Scope& scope,
                                     const StaffShareQuery& query);

struct StaffChangesQuery {
  std::string month;
  std::int64_t area = 0;
  bool of_grid_staff = false;  // only those
  std::int64_t before = 0;     // an entry's id; 0: from the newest
  std::size_t limit = 50;
  TownTime town = {};
};
// Newest first.
std::vector<StaffChange> staff_changes(store::Transaction& tx, const access::Scope& scope,
                                       const StaffChangesQuery& query);

}  // namespace weige::work
