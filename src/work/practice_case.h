// Practice case (实战案例): what was learned in the work and serves the whole town (F2). Values and rules,
// pure.
#pragma once

#include "work/meeting.h"

namespace weige::work {

using PracticeCaseId = Id<struct PracticeCaseTag>;

// released: read over by the office, and shown to everybody who works with the register.
enum class CaseState { proposed, released };
std::string_view code(CaseState state);
std::optional<CaseState> case_state_of(std::string_view code);

struct PracticeCase {
  PracticeCaseId id;
  std::int64_t version = 1;
  std::int64_t area_id = 0;
  std::optional<MeetingId> meeting = {};
  std::string topic;  // of an agenda item, or "other"
  std::string title, situation, action, outcome;
  CaseState state = CaseState::proposed;
  access::PostId noted_by;
  Instant noted_at{};
  std::optional<Instant> released_at = {};
};

inline constexpr std::size_t kLongestCaseTitle = 80, kLongestCasePart = 1000;
// Problems: bad_choice (topic), those of check_impersonal.
Done check(const PracticeCase& one);

}  // namespace weige::work
