// The command line between the parent and its child: what it is to do, then the numbers and texts for that.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/geojson.h"
#include "formats/table.h"

namespace weige::formats {

// Behind kParseCommand. "convert": converter_child.h.
inline constexpr std::string_view kParseTable = "table", kParseAreas = "areas", kConvert = "convert";

struct ChildArguments {
  std::uint64_t memory_bytes = 0, cpu_seconds = 0;
  ReadOptions options;
};
struct AreaChildArguments {
  std::uint64_t memory_bytes = 0, cpu_seconds = 0;
  GeoLimits limits;
};
struct ConverterArguments {
  std::uint64_t memory_bytes = 0, cpu_seconds = 0, output_bytes = 0;
  std::string folder;                // the current one, and the only one with files of people
  std::string converter;             // program
  std::vector<std::string> options;  // its arguments
};

std::vector<std::string> write_arguments(const ChildArguments& arguments);
std::vector<std::string> write_arguments(const AreaChildArguments& arguments);
std::vector<std::string> write_arguments(const ConverterArguments& arguments);

// What main() got, for each kind. The word of the kind has been looked at.
std::string_view kind_of_child(int argc, char** argv);
std::optional<ChildArguments> read_arguments(int argc, char** argv);
std::optional<AreaChildArguments> read_area_arguments(int argc, char** argv);
std::optional<ConverterArguments> read_converter_arguments(int argc, char** argv);

}  // namespace weige::formats
