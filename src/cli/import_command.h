// weige import FILE: a town's file into the register, as on the page of imports: same checks, same job, same
// outcomes.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "access/actor.h"
#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"

namespace CLI {
class App;
}

namespace weige::cli {

struct ImportFlags {
  std::string file;
  std::string kind = {};  // empty: as the headers say
  std::string mode = "good_rows";
  std::string sheet = {};
  std::vector<std::string> mapping = {};  // FIELD=COLUMN, a letter or a title; none: as the headers say
  std::string reference_date = {};
  std::string result = {};         // where the result file goes
  std::string parse_program = {};  // default: this program
};

struct ImportSurroundings {
  store::Database& database;
  const access::Actor& actor;
  Clock clock;
  std::ostream& out;       // outcomes, one a line
  std::ostream& progress;  // how far it is
};
// Runs the job here, or waits for it where a server has taken it. Problems besides those of uploads and
// imports: import_not_applied, and rows_back (with {count}) when rows go back to the sender.
Done import_file(const ImportSurroundings& around, const ImportFlags& flags);

void add_import_command(CLI::App& app, int& code);

}  // namespace weige::cli
