// Runs ogr2ogr on a file of people's in a child process that can do nothing else (converter_child.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "formats/sandbox.h"

namespace weige::formats {

struct Conversion {
  std::string converter;             // path of the program
  std::filesystem::path folder;      // its current one; nothing else of people's can be read
  std::vector<std::string> options;  // its arguments
  std::filesystem::path output;      // made new: what the converter writes to descriptor 1
  std::uint64_t output_bytes = 0;    // at most
  std::uint64_t input_bytes = 0;     // by which it gets processor time
};

// Problems: converter_missing; parse_timeout and parse_memory at the sandbox's limits; area_file_unsafe
// ("output-size"); area_file_damaged when the converter refuses; parse_failed when it breaks.
Done convert(const Conversion& conversion, const SandboxOptions& sandbox);

}  // namespace weige::formats
