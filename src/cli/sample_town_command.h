// weige sample-town: makes a town to try the program with, and says how to sign in to it.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"

namespace CLI {
class App;
}

namespace weige::cli {

void add_sample_town_command(CLI::App& app, int& code);

struct SampleTownFlags {
  int residents = 20'000;
  std::uint64_t seed = 1;
  std::string until = {};      // YYYY-MM-DD; empty = today
  std::string divisions = {};  // the table's file; empty = where the program looks by itself
  bool no_map = false;         // addresses without points, no layers of grids
  bool no_work = false;        // no teams, no daily work
};

// Where a command talks: progress goes to `err`; what is said once, such as the passwords, to `out`.
struct Talk {
  std::ostream& out;
  std::ostream& err;
};

// Problems: those of town/sample_town_actions.h; bad_date.
Done sample_town(store::Database& database, const SampleTownFlags& flags, const Clock& clock,
                 const Talk& talk);

// Without a database: how the town stands at the end, as files for trying the import (town/sample_files.h).
// Makes the folder where it is missing. Problems: as above, file_write.
Done sample_town_files(const std::string& folder, const SampleTownFlags& flags, const Clock& clock,
                       const Talk& talk);

}  // namespace weige::cli
