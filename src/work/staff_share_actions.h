// Use cases of the share of full-time grid staff (L6). Rights: read_counters for the figures, read_tasks for
// the changes behind them, which name records by id only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/staff_share_store.h"
#include "work/verification_actions.h"

namespace weige::work {

struct StaffShares {
  std::string month;
  double least_share = 0;  // of K5
  std::vector<StaffShare> items;
};
// Problems: forbidden, bad_date (month).
Result<StaffShares> read_staff_shares(const VerificationContext& context, const VerificationAsked& asked);

struct StaffChangesAsked {
  std::int64_t area = 0;
  std::optional<std::string> month = {};
  bool of_grid_staff = false;
  std::int64_t before = 0;
  std::size_t limit = 50;
};
// Problems: forbidden, not_found (area), bad_date.
Result<std::vector<StaffChange>> list_staff_changes(const VerificationContext& context,
                                                    const StaffChangesAsked& asked);

}  // namespace weige::work
