// Use cases of meetings (S1, L9, O9, C9, N9). Rights: hold_meetings to call, lead and close one in an area
// that the post covers; attend_meetings to look, report and suggest, in the areas it covers and where it is
// asked to come. No reading of people, so none is audited.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/meeting_context.h"
#include "work/meeting_store.h"
#include "work/rectification_store.h"

namespace weige::work {

struct MeetingView {
  SeenMeeting of;
  std::vector<AgendaItem> agenda = {};
  std::vector<Attendance> attendance = {};
  std::vector<MeetingWord> words = {};
  std::vector<SeenRectification> rectifications = {};  // agreed there
};

struct MeetingPage {
  std::vector<SeenMeeting> items;
  std::optional<std::string> next_cursor = {};
};
struct MeetingsAsked {
  std::optional<MeetingState> state = {};
  std::optional<std::int64_t> area = {};
  std::string cursor = {};
  std::size_t limit = 50;
};
// Problems: forbidden, bad_request (cursor).
Result<MeetingPage> list_meetings(const MeetingContext& context, const MeetingsAsked& asked);
// Problems: forbidden, not_found.
Result<MeetingView> read_meeting(const MeetingContext& context, MeetingId id);

struct NewMeeting {
  std::int64_t area = 0;  // 0: the post's own
  MeetingKind kind = MeetingKind::weekly;
  Day on{};
  std::string at, place;
  std::optional<std::vector<access::PostId>> posts = {};  // asked to come, of posts_to_invite; none: all
};
// With an agenda of now. Problems: forbidden, not_found (area), bad_choice (posts), those of check().
Result<MeetingView> call_meeting(const MeetingContext& context, const NewMeeting& wanted);

// The meeting and the version in which whoever acts saw it.
struct MeetingAt {
  MeetingId id;
  std::int64_t version = 0;
};
// Of all of these: forbidden, not_found, version_conflict, no_such_step (it is closed or called off).
struct MeetingWhen {
  Day on{};
  std::string at, place;
};
Result<MeetingView> move_meeting(const MeetingContext& context, const MeetingAt& at, const MeetingWhen& when);
Result<MeetingView> renew_agenda(const MeetingContext& context, const MeetingAt& at);
// Problem: bad_choice (a post that is not asked to come).
Result<MeetingView> enter_attendance(const MeetingContext& context, const MeetingAt& at,
                                     const std::vector<Attendance>& attendance);
// Problems: those of check_impersonal, at "minutes.N".
Result<MeetingView> write_minutes(const MeetingContext& context, const MeetingAt& at,
                                  const std::vector<std::string>& paragraphs);
// Problem: meeting_not_ready.
Result<MeetingView> close_meeting(const MeetingContext& context, const MeetingAt& at);
Result<MeetingView> call_off_meeting(const MeetingContext& context, const MeetingAt& at);

struct NewWord {
  MeetingId id;
  WordKind kind = WordKind::report;
  std::string text;
};
// Of the acting post. Problems: forbidden, not_found, no_such_step, bad_number (words), those of
// check_impersonal.
Result<MeetingView> say_word(const MeetingContext& context, const NewWord& word);

// Posts that could be asked to come, of an area that the post covers; 0: its own. Problems: forbidden,
// not_found.
Result<std::vector<Attendance>> list_attendants(const MeetingContext& context, std::int64_t area);

}  // namespace weige::work
