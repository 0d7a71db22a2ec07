// Meeting of a team: the weekly review (周点评会) or monthly summary (月小结会) of a grid or of all grids of
// a committee. Values and rules, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "work/agenda.h"

namespace weige::work {

using MeetingId = Id<struct MeetingTag>;
using MeetingWordId = Id<struct MeetingWordTag>;

enum class MeetingKind { weekly, monthly };
std::string_view code(MeetingKind kind);
std::optional<MeetingKind> meeting_kind_of(std::string_view code);

enum class MeetingState { called, closed, called_off };
std::string_view code(MeetingState state);
std::optional<MeetingState> meeting_state_of(std::string_view code);

// No reasons for being away: they are not for a list.
enum class Presence { unknown, present, absent };
std::string_view code(Presence presence);
std::optional<Presence> presence_of(std::string_view code);

enum class WordKind { report, suggestion };
std::string_view code(WordKind kind);
std::optional<WordKind> word_kind_of(std::string_view code);

struct Meeting {
  MeetingId id;
  std::int64_t version = 1;
  std::int64_t area_id = 0;
  MeetingKind kind = MeetingKind::weekly;
  Day on{};
  std::string at;  // "14:30", of the town
  std::string place;
  MeetingState state = MeetingState::called;
  access::PostId called_by{};
  Instant called_at{};
  std::optional<Instant> agenda_at = {};
  std::string minutes = {};
  std::optional<access::PostId> closed_by = {};
  std::optional<Instant> closed_at = {};
};

struct Attendance {
  access::PostId post;
  Presence presence = Presence::unknown;
  std::string title = {};  // of the post, when read
  access::Role role = access::Role::nobody;
};

struct MeetingWord {
  MeetingWordId id;
  WordKind kind = WordKind::report;
  access::PostId post;
  std::string title = {};  // of the post, when read
  std::string text;
  Instant at{};
};

inline constexpr std::size_t kLongestMeetingPlace = 80, kLongestMeetingWord = 1000, kLongestMinutes = 8000;
// A meeting is called at most so far ahead, and may be entered so long afterwards.
inline constexpr std::chrono::days kMeetingAhead{62}, kMeetingBehind{31};
inline constexpr std::size_t kMostAttendants = 500, kMostWords = 200;

// Problems: bad_date (on, at), and those of check_impersonal at "place".
Done check(const Meeting& meeting, Day today);
// Problem: no_such_step.
Done check_called(const Meeting& meeting);
// Its day has come, who was there is entered and minutes are written. Problem: meeting_not_ready.
Done check_closable(const Meeting& meeting, const std::vector<Attendance>& attendance, Day today);

}  // namespace weige::work
