#include "work/plain_text.h"

#include "access/text_check.h"
#include "standards/personal_text.h"
#include "standards/text_fold.h"

namespace weige::work {

Done check_plain_text(std::string_view text, std::size_t max, const std::string& place) {
  WEIGE_CHECK(access::check_text(text, max, place));
  if (standards::names_a_number(text)) return problem(ProblemCode::names_a_number, place);
  return done();
}

Done check_plain_note(std::string_view text, std::size_t max, const std::string& place) {
  return standards::trim(text).empty() ? done() : check_plain_text(text, max, place);
}

}  // namespace weige::work
