// Texts of single cells: escapes, references, number formats and the formula guard, each against its
// opposite.
#include "formats/formula_guard.h"
#include "formats/table.h"
#include "formats/xlsx_styles.h"
#include "formats/xlsx_text.h"
#include "fuzz_target.h"

namespace {

using namespace weige::formats;

void check_escapes(std::string_view input) {
  std::string text = escape_text(input);
  const auto size = unescape_in_place(text.data(), text.size());
  WEIGE_FUZZ_EXPECT(size <= text.size());
  // U+FFFE and the like are escaped by code point, NUL is no character at all.
  if (input.find('\0') == input.npos) WEIGE_FUZZ_EXPECT(std::string_view(text).substr(0, size) == input);
}

void check_name(std::string_view input) {
  const auto at = parse_cell_name(input);
  if (!at) return;
  const auto again = parse_cell_name(cell_name(at->row, at->column));
  WEIGE_FUZZ_EXPECT(again && again->row == at->row && again->column == at->column);
}

void check_numbers(std::string_view input) {
  const Cell written{.kind = CellKind::text, .text = input};
  (void)digits_lost(written);
  (void)day_of(written);
  const Cell number{.kind = CellKind::date, .number = static_cast<double>(input.size()) * 1e3, .text = input};
  (void)digits_lost(number);
  WEIGE_FUZZ_EXPECT(day_of(number).has_value() || input.empty() || input.size() > 2'958);
}

}  // namespace

WEIGE_FUZZ_TARGET(cell_text) {
  check_escapes(input);
  check_name(input);
  check_numbers(input);
  (void)is_date_format(input);
  const auto plain = without_formula_guard(input);
  WEIGE_FUZZ_EXPECT(plain.size() == input.size() || plain.size() + 1 == input.size());
  if (!needs_formula_guard(input)) WEIGE_FUZZ_EXPECT(plain == input);
}
