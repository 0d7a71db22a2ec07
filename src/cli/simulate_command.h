// weige simulate: a month of visits against a truth that only the simulation knows, for this product's plan,
// for doors by chance and for the oldest first (docs/simulation.md).
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "cli/simulate_report.h"
#include "town/simulation_actions.h"

namespace CLI {
class App;
}

namespace weige::cli {

void add_simulate_command(CLI::App& app, int& code);

struct SimulateFlags {
  int residents = 20'000;
  int months = 1;
  std::uint64_t seed = 1;  // the first of them
  int seeds = 10;
  std::vector<std::string> plans = {};  // codes of town::DoorPolicy; empty: all
  std::string world = "real";
  double hours = 1.2;          // as town::MonthWish has it
  std::string out = {};        // a file of JSON; empty: none
  std::string until = {};      // YYYY-MM-DD, the first day of the month; empty: today
  std::string divisions = {};  // the table's file; empty: where the program looks by itself
};

// The register that the month of a seed begins with.
using GroundOfSeed = std::function<Result<town::SimulationGround>(std::uint64_t seed)>;

// A sample town of its own for each seed, in a database that is gone afterwards. Problems: those of
// town::make_sample_town, division_table, file_write.
Result<GroundOfSeed> sample_grounds(const SimulateFlags& flags, const Clock& clock);

// All seeds, one after another; progress goes to `err`. source: as in SimulationReport. Problems: bad_choice
// (--world, --plan), bad_date (--until), and those of the ground.
struct SimulateParts {
  std::string source;
  GroundOfSeed ground;
  Clock clock;
};
Result<SimulationReport> simulate(const SimulateFlags& flags, const SimulateParts& parts, std::ostream& err);

// The table to `out`, and the file if one is named. Problem: file_write.
Done publish_report(const SimulationReport& report, const std::string& file, std::ostream& out);

}  // namespace weige::cli
