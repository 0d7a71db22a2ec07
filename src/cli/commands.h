// All commands but `serve`, added to the program. A command is one file that exports add_NAME_command; this
// is the one place where a new one is named.
#pragma once

namespace CLI {
class App;
}

namespace weige::cli {

// The command that is chosen while `app` parses leaves its exit code (outcome.h) in `code`, which must
// outlive the parsing.
void add_commands(CLI::App& app, int& code);

}  // namespace weige::cli
