// Use cases of practice cases (F2). Rights: attend_meetings to look; hold_meetings to note one in an area
// that the post covers, and to release one as an office that covers the whole town.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/meeting_context.h"
#include "work/practice_case_store.h"

namespace weige::work {

struct CasePage {
  std::vector<SeenCase> items;
  std::optional<std::string> next_cursor = {};
};
struct CasesAsked {
  std::string topic = {}, words = {};
  std::int64_t before = 0;
  std::size_t limit = 50;
};
Result<CasePage> list_cases(const MeetingContext& context, const CasesAsked& asked);
// one: topic and texts, and the meeting if it comes from one. Problems: forbidden, not_found, those of
// check().
Result<SeenCase> note_case(const MeetingContext& context, PracticeCase one);
// Problems: forbidden, not_found, version_conflict.
Result<SeenCase> release_case(const MeetingContext& context, PracticeCaseId id, std::int64_t version);

}  // namespace weige::work
