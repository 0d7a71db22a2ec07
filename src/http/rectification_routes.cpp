#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/list_query.h"
#include "http/meeting_json.h"
#include "http/meeting_routes.h"
#include "http/register_call.h"

namespace weige::http {
namespace {

using access::Right;

Result<Response> rectifications(Call& call) {
  WEIGE_TRY(const auto page, list_query(call.request));
  work::RectificationsAsked asked{.cursor = page.cursor, .limit = page.limit};
  WEIGE_TRY(asked.area, call.request.query_number("area_id", 1, kGreatestId));
  if (const auto closed = call.request.query.find("closed")) {
    if (*closed != "true" && *closed != "false") return problem(ProblemCode::bad_choice, "closed");
    asked.with_closed = *closed == "true";
  }
  WEIGE_TRY(const auto found, work::list_rectifications(meeting_context(call), asked));
  auto out = json_items(found.items, rectification_json);
  put(out, "next_cursor", found.next_cursor);
  return json_response(200, out);
}

Result<Response> agree_one(Call& call) {
  WEIGE_TRY(const auto wanted, read_json(call.request, [](JsonFields& fields) {
              return work::NewRectification{
                  .meeting = fields.required("meeting_id", as_id<work::MeetingId>),
                  .topic = fields.required("topic", as_text{work::kLongestTopic}),
                  .text = fields.required("text", as_text{work::kLongestRectification}),
                  .owner = fields.required("owner_post_id", as_id<access::PostId>),
                  .due = fields.required("due", as_day)};
            }));
  WEIGE_TRY(const auto made, work::agree_rectification(meeting_context(call), wanted));
  return record_response(201, made.item.version, rectification_json(made));
}

Result<work::RectificationAt> rectification_at(const Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::RectificationId>("id"));
  return work::RectificationAt{id, call.version()};
}

Result<Response> answer_one(Call& call) {
  WEIGE_TRY(const auto at, rectification_at(call));
  WEIGE_TRY(const auto evidence, read_json(call.request, [](JsonFields& fields) {
              return fields.required("evidence", as_text{work::kLongestRectification});
            }));
  WEIGE_TRY(const auto moved, work::answer_rectification(meeting_context(call), at, evidence));
  return record_response(200, moved.item.version, rectification_json(moved));
}

Result<Response> decide_one(Call& call) {
  WEIGE_TRY(const auto at, rectification_at(call));
  WEIGE_TRY(const auto decision, read_json(call.request, [](JsonFields& fields) {
              return fields.required("decision", as_choice(work::rectification_decision_of));
            }));
  WEIGE_TRY(const auto moved, work::decide_rectification(meeting_context(call), at, decision));
  return record_response(200, moved.item.version, rectification_json(moved));
}

Result<Response> practice_cases(Call& call) {
  WEIGE_TRY(const auto page, list_page(call.request));
  work::CasesAsked asked{.before = page.after.value_or(0), .limit = page.limit};
  if (const auto topic = call.request.query.find("topic")) asked.topic = *topic;
  if (const auto words = call.request.query.find("words")) asked.words = *words;
  WEIGE_TRY(const auto found, work::list_cases(meeting_context(call), asked));
  auto out = json_items(found.items, practice_case_json);
  put(out, "next_cursor", found.next_cursor);
  return json_response(200, out);
}

work::PracticeCase take_case(JsonFields& fields) {
  const auto part = [&](std::string_view name) {
    return fields.required(name, as_text{work::kLongestCasePart});
  };
  work::PracticeCase out{.meeting = fields.optional("meeting_id", as_id<work::MeetingId>),
                         .topic = fields.required("topic", as_text{work::kLongestTopic}),
                         .title = fields.required("title", as_text{work::kLongestCaseTitle})};
  out.situation = part("situation");
  out.action = part("action");
  out.outcome = part("outcome");
  return out;
}

Result<Response> note_one(Call& call) {
  WEIGE_TRY(auto wanted, read_json(call.request, take_case));
  WEIGE_TRY(const auto made, work::note_case(meeting_context(call), std::move(wanted)));
  return record_response(201, made.of.version, practice_case_json(made));
}

Result<Response> release_one(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::PracticeCaseId>("id"));
  WEIGE_TRY(const auto released, work::release_case(meeting_context(call), id, call.version()));
  return record_response(200, released.of.version, practice_case_json(released));
}

}  // namespace

std::vector<Route> rectification_routes() {
  const RouteOptions submission{.idempotency = Idempotency::required};
  const RouteOptions step{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  return {
      {Method::get, "/api/rectifications", Right::attend_meetings, rectifications},
      {Method::post, "/api/rectifications", Right::hold_meetings, agree_one, submission},
      {Method::post, "/api/rectifications/{id}/answer", Right::attend_meetings, answer_one, step},
      {Method::post, "/api/rectifications/{id}/decision", Right::hold_meetings, decide_one, step},
      {Method::get, "/api/practice-cases", Right::attend_meetings, practice_cases},
      {Method::post, "/api/practice-cases", Right::hold_meetings, note_one, submission},
      {Method::post, "/api/practice-cases/{id}/release", Right::hold_meetings, release_one, step},
  };
}

}  // namespace weige::http
