// The towns of `weige simulate`, each in a database that is gone afterwards, and the month of a seed in one.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "cli/simulate_report.h"
#include "standards/division_table.h"
#include "town/simulation_walk_actions.h"

namespace weige::cli {

// month: without rules, which are the town's.
struct SeedWish {
  town::MonthWish month;
  std::vector<town::DoorPolicy> policies;
};
using SeedRunner = std::function<Result<SimulatedSeed>(const SeedWish&)>;

// The register that the month of a seed begins with.
using GroundOfSeed = std::function<Result<town::SimulationGround>(std::uint64_t seed)>;
// What the use cases do to the evidence of a plan is done to it directly (town/simulation_month.h).
SeedRunner by_figures(GroundOfSeed ground);

struct SampleTowns {
  int residents = 20'000;
  Day until{};
  std::shared_ptr<const standards::DivisionTable> divisions;
  Clock clock;
};
GroundOfSeed grounds_of(const SampleTowns& towns);
// Through the use cases that ship (town/simulation_walk_actions.h): each policy in a copy of the town, as
// many at once as there are processors. Problems: those of make_sample_town, file_write.
SeedRunner by_use_cases(const SampleTowns& towns, const registry::UploadSandbox& sandbox);

}  // namespace weige::cli
