// weige restore: a backup into an empty database of either engine.
#pragma once

#include <iosfwd>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "cli/database_command.h"
#include "town/restore_actions.h"

namespace CLI {
class App;
}

namespace weige::cli {

void add_restore_command(CLI::App& app, int& code);

struct RestoreFlags {
  DatabaseAt at;
  std::string from;
  town::Attempt attempt = town::Attempt::first;
};
// A line each: backup, made, tables, rows; then, on `told`, what to do next. Problems: those of
// town::restore_backup, of the key file and of opening the database.
Done restore_into(const RestoreFlags& flags, const Clock& clock, std::ostream& out, std::ostream& told);

}  // namespace weige::cli
