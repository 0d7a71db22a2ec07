#include "http/patrol_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/place_work_call.h"
#include "http/place_work_json.h"
#include "work/patrol_actions.h"

namespace weige::http {
namespace {

using access::Right;

Result<Response> list_patrols(Call& call) {
  WEIGE_TRY(const auto page, place_page(call.request));
  WEIGE_TRY(const auto state, query_code(call.request, "state", work::patrol_state_of));
  WEIGE_TRY(const auto found, work::list_patrols(place_work(call), state, page));
  return json_response(200, place_list_json(found, patrol_json));
}

Response patrol_response(int status, const work::Patrol& patrol) {
  return record_response(status, patrol.version, patrol_json(patrol));
}

Result<Response> read_patrol(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::PatrolId>("id"));
  WEIGE_TRY(const auto patrol, work::read_patrol(place_work(call), id));
  return patrol_response(200, patrol);
}

work::Noticed take_noticed(JsonFields& fields) {
  return {.place = static_cast<int>(fields.required("place", as_integer{1, 1000})),
          .what = fields.required("what", as_choice(work::patrol_notice_of)),
          .note = fields.optional("note", as_text{work::kLongestNote}).value_or("")};
}

work::PatrolDone take_done(JsonFields& fields) {
  return {.on = fields.required("on", as_day),
          .hour = static_cast<int>(fields.required("hour", as_integer{0, 23})),
          .noticed = fields.required("noticed", as_list(work::kMostNoticed, as_object(take_noticed)))};
}

work::NewPatrol take_patrol(JsonFields& fields) {
  return {.area = fields.required("area_id", as_integer{1, kGreatestId}),
          .post = fields.optional("post_id", as_id<access::PostId>),
          .planned_on = fields.required("planned_on", as_day),
          .places =
              fields.required("places", as_list(work::kMostPatrolPlaces, as_text{work::kLongestPatrolPlace})),
          .done = fields.optional("done", as_object(take_done))};
}

Result<Response> plan_a_patrol(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, take_patrol));
  WEIGE_TRY(const auto patrol, work::plan_patrol(place_work(call), input));
  return patrol_response(201, patrol);
}

Result<Response> record_a_patrol(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto input, read_json(call.request, take_done));
  WEIGE_TRY(const auto patrol, work::record_patrol(place_work(call), seen, input));
  return patrol_response(200, patrol);
}

Result<Response> drop_a_patrol(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto patrol, work::drop_patrol(place_work(call), seen));
  return patrol_response(200, patrol);
}

Result<Response> follow_a_notice(Call& call) {
  WEIGE_TRY(auto wanted, read_json(call.request, [](JsonFields& fields) {
              return work::NoticeFollowed{
                  .as = fields.required("as", as_choice(work::notice_became_of)),
                  .premises = fields.optional("premises_id", as_integer{1, kGreatestId}),
                  .due = fields.optional("due", as_day),
                  .kind = fields.optional("kind", as_text{40}).value_or(""),
                  .finding = fields.optional("finding", as_text{work::kLongestFinding}).value_or("")};
            }));
  WEIGE_TRY(wanted.notice, call.request.id<work::PatrolNoticeId>("id"));
  WEIGE_TRY(const auto patrol, work::follow_notice(place_work(call), call.version(), wanted));
  return patrol_response(200, patrol);
}

}  // namespace

std::vector<Route> patrol_routes() {
  const RouteOptions edit{.if_match = IfMatch::required};
  const RouteOptions submission{.idempotency = Idempotency::required};
  return {
      {Method::get, "/api/patrols", Right::patrol, list_patrols},
      {Method::post, "/api/patrols", Right::patrol, plan_a_patrol, submission},
      {Method::get, "/api/patrols/{id}", Right::patrol, read_patrol},
      {Method::post, "/api/patrols/{id}/record", Right::patrol, record_a_patrol, edit},
      {Method::post, "/api/patrols/{id}/drop", Right::patrol, drop_a_patrol, edit},
      {Method::post, "/api/patrol-notices/{id}/follow", Right::patrol, follow_a_notice, edit},
  };
}

}  // namespace weige::http
