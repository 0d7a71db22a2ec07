// Rectification (整改): what a meeting agreed to mend, by whom and until when. It comes back on each agenda
// until it is closed. Values and rules, pure.
#pragma once

#include "work/meeting.h"

namespace weige::work {

using RectificationId = Id<struct RectificationTag>;

// answered: whoever has it in hand says it is done, with evidence; the next meeting closes it or sends it
// back.
enum class RectificationState { open, answered, closed };
std::string_view code(RectificationState state);
std::optional<RectificationState> rectification_state_of(std::string_view code);

struct Rectification {
  RectificationId id;
  std::int64_t version = 1;
  std::int64_t area_id = 0;
  MeetingId meeting;
  std::string topic;  // of an agenda item, or "other"
  std::string text;
  access::PostId owner;
  Day due{};
  RectificationState state = RectificationState::open;
  std::string evidence = {};
  Instant opened_at{};
  std::optional<Instant> answered_at = {};
  std::optional<access::PostId> closed_by = {};
  std::optional<Instant> closed_at = {};
};

inline constexpr std::size_t kLongestRectification = 500, kLongestTopic = 40;
inline constexpr std::chrono::days kLongestRectifying{366};

bool is_topic(std::string_view text);  // lower case ASCII and _, as codes are
bool is_overdue(const Rectification& item, Day today);
// Problems: bad_choice (topic), bad_date (due, before today or a year away), those of check_impersonal.
Done check(const Rectification& item, Day today);

enum class RectificationStep { answer, close, send_back };
std::optional<RectificationStep> rectification_decision_of(std::string_view code);  // close, send_back
// answer: from open or answered; close: with evidence, from answered; send_back: from answered, back to open.
// Problem: no_such_step.
Done take_step(Rectification& item, RectificationStep step);

}  // namespace weige::work
