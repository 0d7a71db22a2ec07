// SQL of meetings: agenda, attendance, words. A meeting is seen by posts that cover its area and by those
// that are asked to come; changed by the former alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/meeting.h"

namespace weige::work {

inline constexpr access::SubjectKind kMeetingSubject{"meeting"};

// Who of the teams in an area, with all beneath it, would come: active posts of the three kinds and helpers
// there, and the posts that called and cover it.
std::vector<Attendance> posts_to_invite(store::Transaction& tx, std::int64_t area);
// The first active post of the role that stands in the area or, where none does, covers it.
std::optional<access::PostId> first_post_of(store::Transaction& tx, std::int64_t area, access::Role role);
std::string area_name(store::Transaction& tx, std::int64_t area);

access::Change insert_meeting(store::Transaction& tx, const Meeting& meeting);
// nullopt: it is no longer `meeting.version`. All but area, kind and who called it.
std::optional<access::Change> update_meeting(store::Transaction& tx, const Meeting& meeting);

struct SeenMeeting {
  Meeting meeting;
  bool covered = false;  // else the post was asked to come, and may speak but not lead
  std::string area = {};
  std::string called_by = {};  // title of the post
};
std::optional<SeenMeeting> find_meeting(store::Transaction& tx, const access::Scope& scope, MeetingId id);
struct MeetingQuery {
  std::optional<MeetingState> state = {};
  std::optional<std::int64_t> area = {};  // with all beneath it
  // Those behind this one in the order of the list.
  Day before_day = Day{std::chrono::year{9999} / 12 / 31};
  std::int64_t before_id = 0;
  std::int64_t limit = 50;
};
// By their day, the newest first.
std::vector<SeenMeeting> find_meetings(store::Transaction& tx, const access::Scope& scope,
                                       const MeetingQuery& query);

void replace_agenda(store::Transaction& tx, MeetingId id, const std::vector<AgendaItem>& items);
std::vector<AgendaItem> agenda_of(store::Transaction& tx, MeetingId id);

void insert_attendance(store::Transaction& tx, MeetingId id, const std::vector<Attendance>& attendance);
void update_presence(store::Transaction& tx, MeetingId id, const Attendance& one);
std::vector<Attendance> attendance_of(store::Transaction& tx, MeetingId id);

// A report takes the place of the post's earlier one.
access::Change keep_word(store::Transaction& tx, MeetingId id, const MeetingWord& word);
std::vector<MeetingWord> words_of(store::Transaction& tx, MeetingId id);

// Meetings before the day with all that hangs on them; how many.
std::int64_t delete_old_meetings(store::Transaction& tx, Day before, int limit);

}  // namespace weige::work
