#include "formats/sandbox_arguments.h"

#include <charconv>
#include <string_view>

#include "formats/sandbox.h"

namespace weige::formats {
namespace {

// Visits every number that both sides must agree on, in one order.
template <class Arguments, class Visit>
void visit_numbers(Arguments& arguments, Visit visit) {
  auto& limits = arguments.options.limits;
  visit(arguments.memory_bytes), visit(arguments.cpu_seconds);
  visit(limits.file_bytes), visit(limits.rows), visit(limits.columns), visit(limits.cells);
  visit(limits.cell_bytes), visit(limits.row_bytes), visit(limits.zip_entries), visit(limits.entry_bytes);
  visit(limits.unpacked_bytes), visit(limits.compression_ratio), visit(limits.shared_string_bytes);
  visit(limits.xml_depth), visit(limits.xml_memory), visit(limits.sheets), visit(limits.merged_ranges);
  visit(limits.merges);
}

}  // namespace

std::vector<std::string> write_arguments(const ChildArguments& arguments) {
  std::vector<std::string> out{"weige", kParseCommand};
  visit_numbers(arguments, [&](auto number) { out.push_back(std::to_string(number)); });
  const auto& options = arguments.options;
  out.push_back(options.formulas == FormulaCells::refuse ? "refuse" : "cached");
  out.push_back(options.own_export ? "own" : "foreign");
  if (options.sheet) out.push_back(*options.sheet);
  return out;
}

std::optional<ChildArguments> read_arguments(int argc, char** argv) {
  const std::vector<std::string_view> given(argv + 2, argv + std::max(argc, 2));
  ChildArguments arguments;
  std::size_t next = 0;
  bool good = true;
  visit_numbers(arguments, [&](auto& number) {
    if (next >= given.size()) return void(good = false);
    const auto text = given[next++];
    good = std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc() && good;
  });
  if (!good || given.size() < next + 2) return std::nullopt;
  arguments.options.formulas = given[next] == "refuse" ? FormulaCells::refuse : FormulaCells::cached_value;
  arguments.options.own_export = given[next + 1] == "own";
  if (given.size() > next + 2) arguments.options.sheet = std::string(given[next + 2]);
  return arguments;
}

}  // namespace weige::formats
