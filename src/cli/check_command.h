// weige check id|credit|phone [FILE|-]: one number a line in, one JSON object a line out.
#pragma once

#include <iosfwd>
#include <string_view>

#include "standards/division_table.h"

namespace CLI {
class App;
}

namespace weige::cli {

void add_check_command(CLI::App& app, int& code);

// Each line of `in` gives {"text","valid","reason","warning"}: reason is null or "code: Chinese text" of why
// it is invalid, warning null or "code: Chinese text" of what is worth a look. A line end of CR LF is taken
// off, nothing else. With a division table, codes of unknown places are warned of too. Returns 0 when every
// line is valid, 1 when one is not, 2 when `kind` is unknown (nothing is read then).
int check_command(std::string_view kind, std::istream& in, std::ostream& out,
                  const standards::DivisionTable* divisions = nullptr);

}  // namespace weige::cli
