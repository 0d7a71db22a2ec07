#include "http/meeting_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/list_query.h"
#include "http/meeting_json.h"
#include "http/register_call.h"

namespace weige::http {
namespace {

using access::Right;

constexpr std::size_t kMostParagraphs = 60;

Result<work::MeetingAt> meeting_at(const Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::MeetingId>("id"));
  return work::MeetingAt{id, call.version()};
}

Result<Response> meeting_answer(Result<work::MeetingView> view) {
  if (!view) return std::move(view).problem();
  return record_response(200, view->of.meeting.version, meeting_json(*view));
}

Result<Response> meetings(Call& call) {
  WEIGE_TRY(const auto page, list_query(call.request));
  work::MeetingsAsked asked{.cursor = page.cursor, .limit = page.limit};
  WEIGE_TRY(asked.area, call.request.query_number("area_id", 1, kGreatestId));
  if (const auto state = call.request.query.find("state")) {
    asked.state = work::meeting_state_of(*state);
    if (!asked.state) return problem(ProblemCode::bad_choice, "state");
  }
  WEIGE_TRY(const auto found, work::list_meetings(meeting_context(call), asked));
  auto out = json_items(found.items, meeting_summary_json);
  put(out, "next_cursor", found.next_cursor);
  return json_response(200, out);
}

work::NewMeeting take_new_meeting(JsonFields& fields) {
  return {.area = fields.optional("area_id", as_integer{1, kGreatestId}).value_or(0),
          .kind = fields.required("kind", as_choice(work::meeting_kind_of)),
          .on = fields.required("on", as_day),
          .at = fields.required("at", as_text{5}),
          .place = fields.required("place", as_text{work::kLongestMeetingPlace}),
          .posts = fields.optional("posts", as_list(work::kMostAttendants, as_id<access::PostId>))};
}

Result<Response> call_one(Call& call) {
  WEIGE_TRY(const auto wanted, read_json(call.request, take_new_meeting));
  WEIGE_TRY(const auto made, work::call_meeting(meeting_context(call), wanted));
  const auto& meeting = made.of.meeting;
  return created_response("/api/meetings/" + std::to_string(meeting.id.value), meeting.version,
                          meeting_json(made));
}

Result<Response> attendants(Call& call) {
  WEIGE_TRY(const auto area, call.request.query_number("area_id", 1, kGreatestId));
  WEIGE_TRY(const auto posts, work::list_attendants(meeting_context(call), area.value_or(0)));
  return json_response(200, json_items(posts, attendant_json));
}

Result<Response> one_meeting(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::MeetingId>("id"));
  return meeting_answer(work::read_meeting(meeting_context(call), id));
}

Result<Response> move_one(Call& call) {
  WEIGE_TRY(const auto at, meeting_at(call));
  WEIGE_TRY(const auto when, read_json(call.request, [](JsonFields& fields) {
              return work::MeetingWhen{
                  .on = fields.required("on", as_day),
                  .at = fields.required("at", as_text{5}),
                  .place = fields.required("place", as_text{work::kLongestMeetingPlace})};
            }));
  return meeting_answer(work::move_meeting(meeting_context(call), at, when));
}

Result<Response> make_agenda_anew(Call& call) {
  WEIGE_TRY(const auto at, meeting_at(call));
  return meeting_answer(work::renew_agenda(meeting_context(call), at));
}

work::Attendance take_presence(JsonFields& fields) {
  return {.post = fields.required("post_id", as_id<access::PostId>),
          .presence = fields.required("presence", as_choice(work::presence_of))};
}

Result<Response> enter_presences(Call& call) {
  WEIGE_TRY(const auto at, meeting_at(call));
  WEIGE_TRY(const auto items, read_json(call.request, [](JsonFields& fields) {
              return fields.required("items", as_list(work::kMostAttendants, as_object(take_presence)));
            }));
  return meeting_answer(work::enter_attendance(meeting_context(call), at, items));
}

Result<Response> enter_minutes(Call& call) {
  WEIGE_TRY(const auto at, meeting_at(call));
  WEIGE_TRY(const auto paragraphs, read_json(call.request, [](JsonFields& fields) {
              return fields.required("minutes", as_list(kMostParagraphs, as_text{work::kLongestMeetingWord}));
            }));
  return meeting_answer(work::write_minutes(meeting_context(call), at, paragraphs));
}

Result<Response> close_one(Call& call) {
  WEIGE_TRY(const auto at, meeting_at(call));
  return meeting_answer(work::close_meeting(meeting_context(call), at));
}

Result<Response> call_off_one(Call& call) {
  WEIGE_TRY(const auto at, meeting_at(call));
  return meeting_answer(work::call_off_meeting(meeting_context(call), at));
}

Result<Response> say_something(Call& call) {
  WEIGE_TRY(auto word, read_json(call.request, [](JsonFields& fields) {
              return work::NewWord{.kind = fields.required("kind", as_choice(work::word_kind_of)),
                                   .text = fields.required("text", as_text{work::kLongestMeetingWord})};
            }));
  WEIGE_TRY(word.id, call.request.id<work::MeetingId>("id"));
  return meeting_answer(work::say_word(meeting_context(call), word));
}

}  // namespace

work::MeetingContext meeting_context(const Call& call) {
  return {.tx = call.tx(), .actor = call.actor(), .now = call.now};
}

std::vector<Route> meeting_routes() {
  const RouteOptions submission{.idempotency = Idempotency::required};
  const RouteOptions edit{.if_match = IfMatch::required};
  const RouteOptions step{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  return {
      {Method::get, "/api/meetings", Right::attend_meetings, meetings},
      {Method::post, "/api/meetings", Right::hold_meetings, call_one, submission},
      {Method::get, "/api/meeting-attendants", Right::hold_meetings, attendants},
      {Method::get, "/api/meetings/{id}", Right::attend_meetings, one_meeting},
      {Method::put, "/api/meetings/{id}/time", Right::hold_meetings, move_one, edit},
      {Method::post, "/api/meetings/{id}/agenda", Right::hold_meetings, make_agenda_anew, step},
      {Method::put, "/api/meetings/{id}/attendance", Right::hold_meetings, enter_presences, edit},
      {Method::put, "/api/meetings/{id}/minutes", Right::hold_meetings, enter_minutes, edit},
      {Method::post, "/api/meetings/{id}/close", Right::hold_meetings, close_one, step},
      {Method::post, "/api/meetings/{id}/call-off", Right::hold_meetings, call_off_one, step},
      {Method::post, "/api/meetings/{id}/words", Right::attend_meetings, say_something, submission},
  };
}

}  // namespace weige::http
