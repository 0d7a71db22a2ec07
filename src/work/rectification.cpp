#include "work/rectification.h"

#include <algorithm>
#include <array>

#include "access/text_check.h"

namespace weige::work {
namespace {

constexpr std::array<std::string_view, 3> kRectificationStates{"open", "answered", "closed"};

RectificationState state_after(RectificationStep step) {
  switch (step) {
    case RectificationStep::answer:
      return RectificationState::answered;
    case RectificationStep::close:
      return RectificationState::closed;
    case RectificationStep::send_back:
      break;
  }
  return RectificationState::open;
}

}  // namespace

std::string_view code(RectificationState state) {
  return kRectificationStates.at(static_cast<std::size_t>(state));
}
std::optional<RectificationState> rectification_state_of(std::string_view text) {
  const auto found = std::ranges::find(kRectificationStates, text);
  if (found == kRectificationStates.end()) return std::nullopt;
  return static_cast<RectificationState>(found - kRectificationStates.begin());
}
std::optional<RectificationStep> rectification_decision_of(std::string_view text) {
  if (text == "close") return RectificationStep::close;
  if (text == "send_back") return RectificationStep::send_back;
  return std::nullopt;
}

bool is_topic(std::string_view text) {
  return !text.empty() && text.size() <= kLongestTopic &&
         std::ranges::all_of(text, [](char sign) { return (sign >= 'a' && sign <= 'z') || sign == '_'; });
}

bool is_overdue(const Rectification& item, Day today) {
  return item.state != RectificationState::closed && item.due < today;
}

Done check(const Rectification& item, Day today) {
  if (!is_topic(item.topic)) return problem(ProblemCode::bad_choice, "topic");
  if (item.due < today || std::chrono::sys_days{item.due} > std::chrono::sys_days{today} + kLongestRectifying)
    return problem(ProblemCode::bad_date, "due");
  return access::check_impersonal(item.text, kLongestRectification, "text");
}

Done take_step(Rectification& item, RectificationStep step) {
  const auto next = state_after(step);
  const bool may = step == RectificationStep::answer ? item.state != RectificationState::closed
                                                     : item.state == RectificationState::answered;
  if (!may)
    return problem(ProblemCode::no_such_step)
        .with("from", std::string(code(item.state)))
        .with("to", std::string(code(next)));
  item.state = next;
  return done();
}

}  // namespace weige::work
