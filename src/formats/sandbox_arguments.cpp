#include "formats/sandbox_arguments.h"

#include <algorithm>
#include <charconv>

#include "formats/sandbox.h"

namespace weige::formats {
namespace {

// Each visits every number that both sides must agree on, in one order.
template <class Arguments, class Visit>
void visit_table(Arguments& arguments, Visit visit) {
  auto& limits = arguments.options.limits;
  visit(arguments.memory_bytes), visit(arguments.cpu_seconds);
  visit(limits.file_bytes), visit(limits.rows), visit(limits.columns), visit(limits.cells),
      visit(limits.gaps);
  visit(limits.cell_bytes), visit(limits.row_bytes), visit(limits.zip_entries), visit(limits.entry_bytes);
  visit(limits.unpacked_bytes), visit(limits.compression_ratio), visit(limits.shared_string_bytes);
  visit(limits.xml_depth), visit(limits.xml_memory), visit(limits.sheets), visit(limits.merged_ranges);
  visit(limits.merges);
}

template <class Arguments, class Visit>
void visit_areas(Arguments& arguments, Visit visit) {
  auto& limits = arguments.limits;
  visit(arguments.memory_bytes), visit(arguments.cpu_seconds);
  visit(limits.bytes), visit(limits.depth), visit(limits.features), visit(limits.vertices);
  visit(limits.ring_vertices), visit(limits.text_characters), visit(limits.properties);
}

template <class Arguments, class Visit>
void visit_converter(Arguments& arguments, Visit visit) {
  visit(arguments.memory_bytes), visit(arguments.cpu_seconds), visit(arguments.output_bytes);
}

std::vector<std::string> command(std::string_view kind) {
  return {"weige", kParseCommand, std::string(kind)};
}

auto append_to(std::vector<std::string>& out) {
  return [&out](auto number) { out.push_back(std::to_string(number)); };
}

// What stands behind the kind, taken one by one.
class Given {
 public:
  Given(int argc, char** argv) : texts_(argv + std::min(argc, 3), argv + argc) {}

  auto number() {
    return [this](auto& value) {
      const auto text = next();
      const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
      good_ = good_ && read.ec == std::errc() && read.ptr == text.data() + text.size();
    };
  }
  std::string_view next() {
    if (at_ < texts_.size()) return texts_[at_++];
    good_ = false;
    return {};
  }
  bool more() const { return at_ < texts_.size(); }
  bool good() const { return good_; }

 private:
  std::vector<std::string_view> texts_;
  std::size_t at_ = 0;
  bool good_ = true;
};

}  // namespace

std::vector<std::string> write_arguments(const ChildArguments& arguments) {
  auto out = command(kParseTable);
  visit_table(arguments, append_to(out));
  const auto& options = arguments.options;
  out.push_back(options.formulas == FormulaCells::refuse ? "refuse" : "cached");
  out.push_back(options.own_export ? "own" : "foreign");
  if (options.sheet) out.push_back(*options.sheet);
  return out;
}

std::vector<std::string> write_arguments(const AreaChildArguments& arguments) {
  auto out = command(kParseAreas);
  visit_areas(arguments, append_to(out));
  return out;
}

std::vector<std::string> write_arguments(const ConverterArguments& arguments) {
  auto out = command(kConvert);
  visit_converter(arguments, append_to(out));
  out.insert(out.end(), {arguments.folder, arguments.converter});
  out.insert(out.end(), arguments.options.begin(), arguments.options.end());
  return out;
}

std::string_view kind_of_child(int argc, char** argv) {
  return argc > 2 ? argv[2] : std::string_view();
}

std::optional<ChildArguments> read_arguments(int argc, char** argv) {
  Given given(argc, argv);
  ChildArguments arguments;
  visit_table(arguments, given.number());
  arguments.options.formulas = given.next() == "refuse" ? FormulaCells::refuse : FormulaCells::cached_value;
  arguments.options.own_export = given.next() == "own";
  if (given.more()) arguments.options.sheet = std::string(given.next());
  return given.good() ? std::optional(arguments) : std::nullopt;
}

std::optional<AreaChildArguments> read_area_arguments(int argc, char** argv) {
  Given given(argc, argv);
  AreaChildArguments arguments;
  visit_areas(arguments, given.number());
  return given.good() ? std::optional(arguments) : std::nullopt;
}

std::optional<ConverterArguments> read_converter_arguments(int argc, char** argv) {
  Given given(argc, argv);
  ConverterArguments arguments;
  visit_converter(arguments, given.number());
  arguments.folder = given.next();
  arguments.converter = given.next();
  while (given.more()) arguments.options.emplace_back(given.next());
  return given.good() ? std::optional(arguments) : std::nullopt;
}

}  // namespace weige::formats
