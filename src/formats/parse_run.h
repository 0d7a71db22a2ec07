// One run of the parsing child, whatever it parses.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/sandbox.h"

namespace weige::formats {

struct ParseRun {
  bool in_time = false;  // false: it was ended at the wall limit
  int status = 0;        // for waitpid's macros
  SandboxUse use;
};

// The processor time that a file of this size is given.
std::uint64_t processor_seconds(const SandboxOptions& sandbox, std::uint64_t file_size);

// Starts the child on a file and hands on what it writes, until it ends or `take` has enough (false). It is
// gone when this returns. None: it could not be started.
std::optional<ParseRun> run_parser(const SandboxOptions& sandbox, const std::vector<std::string>& arguments,
                                   int file, const std::function<bool(std::string_view)>& take);

// Of a child that ended without a last word: parse_timeout or parse_failed.
Problem why_it_died(const ParseRun& run);

}  // namespace weige::formats
