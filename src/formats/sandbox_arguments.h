// The command line between the parent and the parsing child.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/table.h"

namespace weige::formats {

struct ChildArguments {
  std::uint64_t memory_bytes = 0, cpu_seconds = 0;
  ReadOptions options;
};

std::vector<std::string> write_arguments(const ChildArguments& arguments);
std::optional<ChildArguments> read_arguments(int argc, char** argv);

}  // namespace weige::formats
