#include "work/meeting_text.h"

#include "access/text_check.h"
#include "standards/personal_text.h"
#include "standards/text_fold.h"

namespace weige::work {

Done check_meeting_text(std::string_view text, std::size_t max, const std::string& place) {
  WEIGE_CHECK(access::check_text(text, max, place));
  if (standards::names_a_number(text)) return problem(ProblemCode::names_a_number, place);
  return done();
}

Done check_meeting_note(std::string_view text, std::size_t max, const std::string& place) {
  return standards::trim(text).empty() ? done() : check_meeting_text(text, max, place);
}

}  // namespace weige::work
