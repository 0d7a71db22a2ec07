#include "work/impersonal_text.h"

#include "access/text_check.h"
#include "standards/text_fold.h"

namespace weige::work {
namespace {

constexpr int kFewestDigitsOfANumber = 7;

bool is_digit_of_any_width(char32_t sign) {
  return (sign >= U'0' && sign <= U'9') || (sign >= U'０' && sign <= U'９');
}

// Between the groups of a number as people write it.
bool stands_within_number(char32_t sign) {
  return sign == U' ' || sign == U'-' || sign == U'－' || sign == U'　' || sign == U'—';
}

}  // namespace

bool has_personal_number(std::string_view text) {
  int digits = 0;
  for (const char32_t sign : standards::to_code_points(text)) {
    if (is_digit_of_any_width(sign)) {
      if (++digits >= kFewestDigitsOfANumber) return true;
    } else if (!stands_within_number(sign)) {
      digits = 0;
    }
  }
  return false;
}

Done check_impersonal(std::string_view text, std::size_t max, const std::string& place) {
  WEIGE_CHECK(access::check_text(text, max, place));
  if (has_personal_number(text)) return problem(ProblemCode::text_personal_number, place);
  return done();
}

Done check_note(std::string_view text, const std::string& place) {
  return text.empty() ? done() : check_impersonal(text, kLongestNote, place);
}

}  // namespace weige::work
