// weige address parse [FILE|-]: one address a line in, one JSON object a line out.
#pragma once

#include <iosfwd>

namespace CLI {
class App;
}

namespace weige::cli {

void add_address_command(CLI::App& app, int& code);

// Keys are the names of the elements as found, and `canonical`; absent ones are left out. A line that cannot
// be parsed gives
// {"problem": code}, so that lines in and out stay aligned. Returns the exit code: 0, or 1 when any line had
// a problem.
int address_command(std::istream& in, std::ostream& out);

}  // namespace weige::cli
