#include "work/meeting.h"

#include <algorithm>
#include <array>

#include "access/text_check.h"

namespace weige::work {
namespace {

constexpr std::array<std::string_view, 2> kMeetingKinds{"weekly", "monthly"};
constexpr std::array<std::string_view, 3> kMeetingStates{"called", "closed", "called_off"};
constexpr std::array<std::string_view, 3> kPresences{"unknown", "present", "absent"};
constexpr std::array<std::string_view, 2> kWordKinds{"report", "suggestion"};

template <class Choice>
std::optional<Choice> meeting_choice(auto&& codes, std::string_view text) {
  const auto found = std::ranges::find(codes, text);
  if (found == codes.end()) return std::nullopt;
  return static_cast<Choice>(found - codes.begin());
}

bool is_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
  return text.substr(0, 2) <= "23" && text[3] <= '5';
}

}  // namespace

std::string_view code(MeetingKind kind) {
  return kMeetingKinds.at(static_cast<std::size_t>(kind));
}
std::string_view code(MeetingState state) {
  return kMeetingStates.at(static_cast<std::size_t>(state));
}
std::string_view code(Presence presence) {
  return kPresences.at(static_cast<std::size_t>(presence));
}
std::string_view code(WordKind kind) {
  return kWordKinds.at(static_cast<std::size_t>(kind));
}
std::optional<MeetingKind> meeting_kind_of(std::string_view text) {
  return meeting_choice<MeetingKind>(kMeetingKinds, text);
}
std::optional<MeetingState> meeting_state_of(std::string_view text) {
  return meeting_choice<MeetingState>(kMeetingStates, text);
}
std::optional<Presence> presence_of(std::string_view text) {
  return meeting_choice<Presence>(kPresences, text);
}
std::optional<WordKind> word_kind_of(std::string_view text) {
  return meeting_choice<WordKind>(kWordKinds, text);
}

Done check(const Meeting& meeting, Day today) {
  const std::chrono::sys_days day{meeting.on}, now{today};
  if (day > now + kMeetingAhead || day < now - kMeetingBehind) return problem(ProblemCode::bad_date, "on");
  if (!is_time_of_day(meeting.at)) return problem(ProblemCode::bad_date, "at");
  return access::check_impersonal(meeting.place, kLongestMeetingPlace, "place");
}

Done check_called(const Meeting& meeting) {
  if (meeting.state == MeetingState::called) return done();
  return problem(ProblemCode::no_such_step)
      .with("from", std::string(code(meeting.state)))
      .with("to", std::string(code(MeetingState::called)));
}

Done check_closable(const Meeting& meeting, const std::vector<Attendance>& attendance, Day today) {
  WEIGE_CHECK(check_called(meeting));
  if (meeting.on > today) return problem(ProblemCode::meeting_not_ready, "on");
  if (std::ranges::none_of(attendance, [](const auto& one) { return one.presence == Presence::present; }))
    return problem(ProblemCode::meeting_not_ready, "attendance");
  if (!meeting.agenda_at) return problem(ProblemCode::meeting_not_ready, "agenda");
  if (meeting.minutes.empty()) return problem(ProblemCode::meeting_not_ready, "minutes");
  return done();
}

}  // namespace weige::work
