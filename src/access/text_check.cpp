#include "access/text_check.h"

#include <algorithm>

#include "standards/personal_text.h"
#include "standards/text_fold.h"

namespace weige::access {

Done check_text(std::string_view text, std::size_t max, const std::string& place) {
  if (standards::trim(text).empty()) return problem(ProblemCode::missing_field, place);
  if (!standards::is_utf8(text)) return problem(ProblemCode::bad_characters, place);
  const auto signs = standards::to_code_points(text);
  if (signs.size() > max) return problem(ProblemCode::too_long, place).with("max", std::to_string(max));
  const auto odd = [](char32_t sign) { return sign < U' ' || sign == 0x7F || standards::is_invisible(sign); };
  if (std::any_of(signs.begin(), signs.end(), odd)) return problem(ProblemCode::bad_characters, place);
  return done();
}

Done check_impersonal(std::string_view text, std::size_t max, const std::string& place) {
  WEIGE_CHECK(check_text(text, max, place));
  if (standards::names_a_number(text)) return problem(ProblemCode::names_a_number, place);
  return done();
}

Done check_impersonal_if_any(std::string_view text, std::size_t max, const std::string& place) {
  return standards::trim(text).empty() ? done() : check_impersonal(text, max, place);
}

}  // namespace weige::access
