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
#include "cli/simulate_towns.h"

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
  double hours = 1.2;               // as town::MonthWish has it
  std::string out = {};             // a file of JSON; empty: none
  std::string until = {};           // YYYY-MM-DD, the first day of the month; empty: today
  std::string divisions = {};       // the table's file; empty: where the program looks by itself
  std::string drive = "use-cases";  // or "figures": what they do to a plan's evidence is done to it directly
};

// All seeds, one after another; progress goes to `err`. Problems: bad_choice (--world, --plan), bad_date
// (--until), and those of the runner.
struct SimulateParts {
  std::string source;  // as in SimulationReport, likewise
  std::string driven;
  SeedRunner run;
  Clock clock;
};
Result<SimulationReport> simulate(const SimulateFlags& flags, const SimulateParts& parts, std::ostream& err);

// Sample towns of their own for each seed, as the flags say. Problems: those of check(SampleSize), bad_date,
// division_table.
Result<SimulateParts> on_sample_towns(const SimulateFlags& flags, const Clock& clock,
                                      const registry::UploadSandbox& sandbox = {});

// The table to `out`, and the file if one is named. Problem: file_write.
Done publish_report(const SimulationReport& report, const std::string& file, std::ostream& out);

}  // namespace weige::cli
