#include "work/impersonal_text.h"

#include "access/text_check.h"
#include "standards/personal_text.h"

namespace weige::work {

Done check_impersonal(std::string_view text, std::size_t max, const std::string& place) {
  WEIGE_CHECK(access::check_text(text, max, place));
  if (standards::names_a_number(text)) return problem(ProblemCode::names_a_number, place);
  return done();
}

Done check_note(std::string_view text, const std::string& place) {
  return text.empty() ? done() : check_impersonal(text, kLongestNote, place);
}

}  // namespace weige::work
