#include "formats/xlsx_styles.h"

#include <charconv>
#include <set>

#include "formats/xml_reader.h"

namespace weige::formats {
namespace {

constexpr std::size_t kMostFormats = 65'536;

// Numbers come from the file: anything that is not a plain number counts as 0, the general format.
std::uint64_t number_of(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool is_date_letter(char c) {
  return std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos;
}

// [h], [mm] and [ss] count elapsed time; [Red], [$-804] and [>=100] do not.
bool is_elapsed_time(std::string_view bracket) {
  return !bracket.empty() && bracket.find_first_not_of("hmsHMS") == bracket.npos;
}

}  // namespace

bool is_builtin_date_format(std::uint64_t format) {
  const auto within = [format](std::uint64_t low, std::uint64_t high) {
    return format >= low && format <= high;
  };
  return within(14, 22) || within(27, 36) || within(45, 47) || within(50, 58);
}

bool is_date_format(std::string_view code) {
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (is_date_letter(c)) return true;
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"' || c == '[') {
      const auto end = code.find(c == '"' ? '"' : ']', i + 1);
      if (end == code.npos) return false;
      if (c == '[' && is_elapsed_time(code.substr(i + 1, end - i - 1))) return true;
      i = end;
    }
  }
  return false;
}

class CellStyles::Handler final : public XmlHandler {
 public:
  explicit Handler(CellStyles& styles) : styles_(styles) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt" && is_date_format(attributes.get("formatCode")))
      custom_dates_.insert(number_of(attributes.get("numFmtId")));
    if (name == "cellXfs") in_cell_formats_ = true;
    if (name == "xf" && in_cell_formats_) add(number_of(attributes.get("numFmtId")));
    if (custom_dates_.size() > kMostFormats) fail(problem(ProblemCode::style_count));
  }

  void end(std::string_view name) override {
    if (name == "cellXfs") finish_early();
  }

 private:
  void add(std::uint64_t format) {
    if (styles_.dates_.size() >= kMostFormats) return fail(problem(ProblemCode::style_count));
    styles_.dates_.push_back(is_builtin_date_format(format) || custom_dates_.contains(format));
  }

  CellStyles& styles_;
  std::set<std::uint64_t> custom_dates_;
  bool in_cell_formats_ = false;
};

Result<CellStyles> CellStyles::load(ZipArchive& archive, const ZipEntry& part, const ReadLimits& limits) {
  CellStyles styles;
  styles.loaded_ = true;
  Handler handler(styles);
  WEIGE_CHECK(parse_part(archive, part, handler, limits));
  return styles;
}

std::optional<bool> CellStyles::is_date(std::uint64_t style) const {
  if (!loaded_) return false;
  if (style >= dates_.size()) return std::nullopt;
  return dates_[style];
}

}  // namespace weige::formats
