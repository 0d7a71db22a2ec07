#include "formats/csv_writer.h"

#include <fmt/format.h>

#include "formats/formula_guard.h"

namespace weige::formats {
namespace {

// More than RFC 4180 asks: semicolons and tabs too, so that no reader mistakes them for the separator, and a
// leading byte order mark.
bool needs_quotes(std::string_view text) {
  return text.find_first_of(",;\t\"\r\n") != text.npos || text.starts_with(' ') || text.ends_with(' ') ||
         text.starts_with("\xEF\xBB\xBF");
}

}  // namespace

CsvWriter::CsvWriter(ByteSink sink, CsvOptions options) : sink_(std::move(sink)) {
  if (options.byte_order_mark) sink_("\xEF\xBB\xBF");
}

void CsvWriter::row(std::span<const CellValue> cells) {
  line_.clear();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line_.push_back(',');
    cell(cells[i]);
  }
  line_.append("\r\n");
  sink_(line_);
}

void CsvWriter::cell(const CellValue& value) {
  if (const auto* words = std::get_if<std::string_view>(&value)) text(*words);
  if (const auto* number = std::get_if<double>(&value)) line_ += fmt::format("{}", *number);
  if (const auto* flag = std::get_if<bool>(&value)) line_ += *flag ? "1" : "0";
  if (const auto* day = std::get_if<Day>(&value)) line_ += to_iso(*day);
}

void CsvWriter::text(std::string_view words) {
  const bool guard = needs_formula_guard(words);
  if (!guard && !needs_quotes(words)) return void(line_.append(words));
  line_.push_back('"');
  if (guard) line_.push_back('\'');
  for (const char c : words) {
    if (c == '"') line_.push_back('"');
    line_.push_back(c);
  }
  line_.push_back('"');
}

}  // namespace weige::formats
