#include "work/meeting_actions.h"

#include <algorithm>
#include <charconv>

#include "access/audit.h"
#include "access/text_check.h"
#include "registry/record_store.h"
#include "work/agenda_actions.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kMeetingCalled{"meeting.called"}, kMeetingChanged{"meeting.changed"},
    kMeetingAgenda{"meeting.agenda_made"}, kMeetingAttendance{"meeting.attendance_entered"},
    kMeetingMinutes{"meeting.minutes_written"}, kMeetingClosed{"meeting.closed"},
    kMeetingCalledOff{"meeting.called_off"}, kMeetingWord{"meeting.word_said"};

// "2026-12-14:1234": the last one shown.
Done take_meeting_cursor(const std::string& text, MeetingQuery& query) {
  if (text.empty()) return done();
  const auto colon = text.find(':');
  const auto day = parse_iso_day(std::string_view(text).substr(0, colon));
  const auto wrong = [] { return problem(ProblemCode::bad_request, "cursor"); };
  if (colon == text.npos || !day) return wrong();
  const auto* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, query.before_id);
  if (error != std::errc{} || stopped != end || query.before_id < 0) return wrong();
  query.before_day = *day;
  return done();
}

Result<std::int64_t> covered_area(const MeetingContext& context, std::int64_t wanted) {
  const auto area = wanted == 0 ? context.actor.area().value : wanted;
  if (!registry::covers(context.tx, context.actor.scope(), area)) return problem(ProblemCode::not_found);
  return area;
}

MeetingView meeting_view(const MeetingContext& context, SeenMeeting found) {
  const auto id = found.meeting.id;
  return {.of = std::move(found),
          .agenda = agenda_of(context.tx, id),
          .attendance = attendance_of(context.tx, id),
          .words = words_of(context.tx, id),
          .rectifications = find_rectifications(context.tx, context.actor.scope(),
                                                {.with_closed = true, .meeting = id, .limit = 100})};
}

// The meeting to be led on: called, covered, and as whoever acts saw it.
Result<Meeting> meeting_in_hand(const MeetingContext& context, const MeetingAt& at) {
  WEIGE_CHECK(context.actor.may(Right::hold_meetings));
  auto found = find_meeting(context.tx, context.actor.scope(), at.id);
  if (!found) return problem(ProblemCode::not_found);
  if (!found->covered) return problem(ProblemCode::forbidden);
  if (found->meeting.version != at.version) return problem(ProblemCode::version_conflict);
  WEIGE_CHECK(check_called(found->meeting));
  return std::move(found->meeting);
}

Result<MeetingView> keep_meeting(const MeetingContext& context, const Meeting& changed,
                                 access::AuditAction action) {
  auto change = update_meeting(context.tx, changed);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, action, *std::move(change));
  return read_meeting(context, changed.id);
}

Result<std::vector<Attendance>> invited_posts(const MeetingContext& context, std::int64_t area,
                                              const NewMeeting& wanted) {
  auto able = posts_to_invite(context.tx, area);
  if (!wanted.posts) return able;
  std::vector<Attendance> out;
  for (const auto post : *wanted.posts) {
    const auto found = std::ranges::find(able, post, &Attendance::post);
    if (found == able.end()) return problem(ProblemCode::bad_choice, "posts");
    if (std::ranges::find(out, post, &Attendance::post) == out.end()) out.push_back(*found);
  }
  return out;
}

}  // namespace

Result<MeetingPage> list_meetings(const MeetingContext& context, const MeetingsAsked& asked) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  MeetingQuery query{
      .state = asked.state, .area = asked.area, .limit = static_cast<std::int64_t>(asked.limit) + 1};
  WEIGE_CHECK(take_meeting_cursor(asked.cursor, query));
  MeetingPage out{.items = find_meetings(context.tx, context.actor.scope(), query)};
  if (out.items.size() > asked.limit) {
    out.items.resize(asked.limit);
    const auto& last = out.items.back().meeting;
    out.next_cursor = to_iso(last.on) + ":" + std::to_string(last.id.value);
  }
  return out;
}

Result<MeetingView> read_meeting(const MeetingContext& context, MeetingId id) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  auto found = find_meeting(context.tx, context.actor.scope(), id);
  if (!found) return problem(ProblemCode::not_found);
  return meeting_view(context, *std::move(found));
}

Result<MeetingView> call_meeting(const MeetingContext& context, const NewMeeting& wanted) {
  WEIGE_CHECK(context.actor.may(Right::hold_meetings));
  WEIGE_TRY(const auto area, covered_area(context, wanted.area));
  const Meeting meeting{.id = MeetingId{context.tx.next_id()},
                        .area_id = area,
                        .kind = wanted.kind,
                        .on = wanted.on,
                        .at = wanted.at,
                        .place = wanted.place,
                        .called_by = context.actor.post(),
                        .called_at = context.now};
  WEIGE_CHECK(check(meeting, context.today()));
  WEIGE_TRY(const auto invited, invited_posts(context, area, wanted));
  access::audit_change(context.tx, context.now, context.actor, kMeetingCalled,
                       insert_meeting(context.tx, meeting));
  insert_attendance(context.tx, meeting.id, invited);
  return renew_agenda(context, {meeting.id, meeting.version});
}

Result<MeetingView> move_meeting(const MeetingContext& context, const MeetingAt& at,
                                 const MeetingWhen& when) {
  WEIGE_TRY(auto meeting, meeting_in_hand(context, at));
  meeting.on = when.on;
  meeting.at = when.at;
  meeting.place = when.place;
  WEIGE_CHECK(check(meeting, context.today()));
  return keep_meeting(context, meeting, kMeetingChanged);
}

Result<MeetingView> renew_agenda(const MeetingContext& context, const MeetingAt& at) {
  WEIGE_TRY(auto meeting, meeting_in_hand(context, at));
  replace_agenda(context.tx, meeting.id, make_agenda(context, meeting.area_id));
  meeting.agenda_at = context.now;
  return keep_meeting(context, meeting, kMeetingAgenda);
}

Result<MeetingView> enter_attendance(const MeetingContext& context, const MeetingAt& at,
                                     const std::vector<Attendance>& attendance) {
  WEIGE_TRY(const auto meeting, meeting_in_hand(context, at));
  const auto invited = attendance_of(context.tx, meeting.id);
  for (const auto& one : attendance) {
    if (std::ranges::find(invited, one.post, &Attendance::post) == invited.end())
      return problem(ProblemCode::bad_choice, "items");
    update_presence(context.tx, meeting.id, one);
  }
  return keep_meeting(context, meeting, kMeetingAttendance);
}

Result<MeetingView> write_minutes(const MeetingContext& context, const MeetingAt& at,
                                  const std::vector<std::string>& paragraphs) {
  WEIGE_TRY(auto meeting, meeting_in_hand(context, at));
  meeting.minutes.clear();
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    WEIGE_CHECK(access::check_impersonal(paragraphs[i], kLongestMeetingWord, "minutes." + std::to_string(i)));
    meeting.minutes.append(i == 0 ? "" : "\n").append(paragraphs[i]);
  }
  return keep_meeting(context, meeting, kMeetingMinutes);
}

Result<MeetingView> close_meeting(const MeetingContext& context, const MeetingAt& at) {
  WEIGE_TRY(auto meeting, meeting_in_hand(context, at));
  WEIGE_CHECK(check_closable(meeting, attendance_of(context.tx, meeting.id), context.today()));
  meeting.state = MeetingState::closed;
  meeting.closed_by = context.actor.post();
  meeting.closed_at = context.now;
  return keep_meeting(context, meeting, kMeetingClosed);
}

Result<MeetingView> call_off_meeting(const MeetingContext& context, const MeetingAt& at) {
  WEIGE_TRY(auto meeting, meeting_in_hand(context, at));
  meeting.state = MeetingState::called_off;
  return keep_meeting(context, meeting, kMeetingCalledOff);
}

Result<MeetingView> say_word(const MeetingContext& context, const NewWord& word) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  const auto found = find_meeting(context.tx, context.actor.scope(), word.id);
  if (!found) return problem(ProblemCode::not_found);
  WEIGE_CHECK(check_called(found->meeting));
  WEIGE_CHECK(access::check_impersonal(word.text, kLongestMeetingWord, "text"));
  if (words_of(context.tx, word.id).size() >= kMostWords)
    return problem(ProblemCode::bad_number, "text").with("min", "0").with("max", std::to_string(kMostWords));
  access::audit_change(context.tx, context.now, context.actor, kMeetingWord,
                       keep_word(context.tx, word.id,
                                 {.id = MeetingWordId{context.tx.next_id()},
                                  .kind = word.kind,
                                  .post = context.actor.post(),
                                  .text = word.text,
                                  .at = context.now}));
  return read_meeting(context, word.id);
}

Result<std::vector<Attendance>> list_attendants(const MeetingContext& context, std::int64_t area) {
  WEIGE_CHECK(context.actor.may(Right::hold_meetings));
  WEIGE_TRY(const auto covered, covered_area(context, area));
  return posts_to_invite(context.tx, covered);
}

}  // namespace weige::work
