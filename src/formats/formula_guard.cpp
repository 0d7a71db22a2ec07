#include "formats/formula_guard.h"

#include <algorithm>
#include <array>

namespace weige::formats {

bool needs_formula_guard(std::string_view text) {
  constexpr std::array<std::string_view, 11> kStarts{"=",  "+",  "-",  "@",  "\t", "\r",
                                                     "\n", "＝", "＋", "－", "＠"};
  const auto rest = text.substr(std::min(text.find_first_not_of('\''), text.size()));
  return std::any_of(kStarts.begin(), kStarts.end(), [&](auto start) { return rest.starts_with(start); });
}

std::string_view without_formula_guard(std::string_view text) {
  return text.starts_with('\'') && needs_formula_guard(text) ? text.substr(1) : text;
}

}  // namespace weige::formats
