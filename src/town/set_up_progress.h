// How far each committee is in the three phases of the plan (G2): set up, full run, permanent regime. Pure.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace weige::town {

// Of one committee. duties_*: cells of this month's duty board that records can prove.
struct CommitteeProgress {
  std::int64_t area = 0;
  std::string name;
  int grids = 0;
  int with_leader = 0, with_officer = 0, with_coordinator = 0;
  int complete = 0;  // grids with all three
  int forces = 0;    // posts of N social forces
  int force_kinds = 0;
  std::int64_t duties_done = 0, duties_due = 0;
};

// The first phase that is not behind it; regime stays the last.
enum class Phase { set_up, full_run, regime };
std::string_view code(Phase phase);
// Set up: grids, a complete team in each, at least one of the N forces. Full run: every duty that is due this
// month has a record.
Phase phase_of(const CommitteeProgress& progress);

}  // namespace weige::town
