// What a command ends with: its exit code, and a problem told in both languages.
#pragma once

#include <iosfwd>

#include "base/result.h"

namespace weige::cli {

enum ExitCode { kDone = 0, kFailed = 1, kUsage = 2, kDatabase = 3, kFound = 4 };

inline constexpr const char* kExitCodes =
    "Exit codes: 0 done, 1 failed, 2 wrong usage or setting, 3 the database is in use, unreachable or newer "
    "than this program, or its key file is missing or not its own.";

ExitCode exit_code(const Problem& problem);

// Writes a problem and its parts to `err`; gives the exit code.
int told(const Done& outcome, std::ostream& err);

}  // namespace weige::cli
