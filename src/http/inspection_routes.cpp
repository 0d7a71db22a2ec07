#include "http/inspection_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/place_work_call.h"
#include "http/place_work_json.h"
#include "work/inspection_actions.h"

namespace weige::http {
namespace {

using access::Right;

Day town_today(const Call& call) {
  return TownTime{}.day_of(call.now);
}

Result<Response> list_inspections(Call& call) {
  WEIGE_TRY(const auto page, place_page(call.request));
  WEIGE_TRY(const auto state, query_code(call.request, "state", work::inspection_state_of));
  WEIGE_TRY(const auto found, work::list_inspections(place_work(call), state, page));
  const auto today = town_today(call);
  return json_response(200, place_list_json(found, [&](const work::Inspection& each) {
                         return inspection_json(each, today);
                       }));
}

Response inspection_response(const Call& call, int status, const work::Inspection& inspection) {
  return record_response(status, inspection.version, inspection_json(inspection, town_today(call)));
}

Result<Response> read_inspection(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::InspectionId>("id"));
  WEIGE_TRY(const auto inspection, work::read_inspection(place_work(call), id));
  return inspection_response(call, 200, inspection);
}

work::NewInspection take_inspection(JsonFields& fields) {
  return {.area = fields.required("area_id", as_integer{1, kGreatestId}),
          .post = fields.optional("post_id", as_id<access::PostId>),
          .subject = fields.required("subject", as_choice(work::inspection_subject_of)),
          .result = fields.required("result", as_choice(work::inspection_result_of)),
          .finding = fields.required("finding", as_text{work::kLongestFinding}),
          .on = fields.required("on", as_day)};
}

Result<Response> inspect_work(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, take_inspection));
  WEIGE_TRY(const auto inspection, work::inspect(place_work(call), input));
  return inspection_response(call, 201, inspection);
}

Result<Response> answer_finding(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto text, read_json(call.request, [](JsonFields& fields) {
              return fields.required("answer", as_text{work::kLongestFinding});
            }));
  WEIGE_TRY(const auto inspection, work::answer_inspection(place_work(call), seen, text));
  return inspection_response(call, 200, inspection);
}

Result<Response> use_finding(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto used, read_json(call.request, [](JsonFields& fields) {
              return fields.required("used_for", as_choice(work::inspection_use_of));
            }));
  WEIGE_TRY(const auto inspection, work::use_inspection(place_work(call), seen, used));
  return inspection_response(call, 200, inspection);
}

Result<Response> list_urgings(Call& call) {
  WEIGE_TRY(const auto page, place_page(call.request));
  WEIGE_TRY(const auto sent, query_code(call.request, "box", [](std::string_view text) {
              if (text == "received") return std::optional(work::UrgingBox::received);
              if (text == "sent") return std::optional(work::UrgingBox::sent);
              return std::optional<work::UrgingBox>();
            }));
  WEIGE_TRY(const auto found,
            work::list_urgings(place_work(call), sent.value_or(work::UrgingBox::received), page));
  return json_response(200, place_list_json(found, urging_json));
}

Result<Response> urge_post(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, [](JsonFields& fields) {
              return work::NewUrging{.to = fields.required("to_post_id", as_id<access::PostId>),
                                     .about = fields.required("about", as_choice(work::urging_about_of)),
                                     .about_id = fields.optional("about_id", as_integer{1, kGreatestId}),
                                     .reason = fields.required("reason", as_text{work::kLongestNote})};
            }));
  WEIGE_TRY(const auto made, work::urge(place_work(call), input));
  return json_response(201, urging_json(made));
}

Result<Response> see_reminder(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::UrgingId>("id"));
  WEIGE_TRY(const auto seen, work::see_urging(place_work(call), id));
  return json_response(200, urging_json(seen));
}

}  // namespace

std::vector<Route> inspection_routes() {
  const RouteOptions edit{.if_match = IfMatch::required};
  const RouteOptions submission{.idempotency = Idempotency::required};
  return {
      {Method::get, "/api/inspections", Right::read_duties, list_inspections},
      {Method::post, "/api/inspections", Right::inspect, inspect_work, submission},
      {Method::get, "/api/inspections/{id}", Right::read_duties, read_inspection},
      {Method::post, "/api/inspections/{id}/answer", Right::answer_instructions, answer_finding, edit},
      {Method::post, "/api/inspections/{id}/use", Right::inspect, use_finding, edit},
      {Method::get, "/api/urgings", Right::read_duties, list_urgings},
      {Method::post, "/api/urgings", Right::inspect, urge_post, submission},
      {Method::post, "/api/urgings/{id}/seen", Right::read_duties, see_reminder},
  };
}

}  // namespace weige::http
