// The duties and systems of the work plan that the duty board shows, and how one of them stands in a grid and
// month. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace weige::norms {

// L1-L10, O1-O10, C1-C10, N1-N10 and S1-S6, by their numbers in the work plan ("L6").
struct DutyTitle {
  std::string_view number, zh, en;
};
const std::vector<DutyTitle>& duty_titles();

// Of one grid and month: how many records show that it was done, and how many had to be. done may pass due.
struct DutyCount {
  std::int64_t done = 0, due = 0;
  bool operator==(const DutyCount&) const = default;
};
// By the grid's area id.
using DutyCounts = std::map<std::int64_t, DutyCount>;

}  // namespace weige::norms
