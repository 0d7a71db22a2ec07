// weige link: the linkage engine on files alone.
#pragma once

#include <iosfwd>
#include <string>

#include "base/result.h"

namespace CLI {
class App;
}

namespace weige::cli {

struct LinkFlags {
  std::string config = "register-roster";  // a file, or the name of a ready-made one
  std::string left, right, dedupe, out, figures;
  unsigned threads = 0;  // 0: as many as the machine has
  double false_match_rate = 0.001, review_from = 0.02;
  bool many_to_one = false, quiet = false;
};

// Progress and figures go to `err`.
Done link_command(const LinkFlags& flags, std::ostream& err);

void add_link_command(CLI::App& app, int& code);

}  // namespace weige::cli
