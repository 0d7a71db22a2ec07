#include "work/practice_case.h"

#include "access/text_check.h"
#include "work/rectification.h"

namespace weige::work {

std::string_view code(CaseState state) {
  return state == CaseState::proposed ? "proposed" : "released";
}
std::optional<CaseState> case_state_of(std::string_view text) {
  for (const auto state : {CaseState::proposed, CaseState::released})
    if (code(state) == text) return state;
  return std::nullopt;
}

Done check(const PracticeCase& one) {
  if (!is_topic(one.topic)) return problem(ProblemCode::bad_choice, "topic");
  WEIGE_CHECK(access::check_impersonal(one.title, kLongestCaseTitle, "title"));
  WEIGE_CHECK(access::check_impersonal(one.situation, kLongestCasePart, "situation"));
  WEIGE_CHECK(access::check_impersonal(one.action, kLongestCasePart, "action"));
  return access::check_impersonal(one.outcome, kLongestCasePart, "outcome");
}

}  // namespace weige::work
