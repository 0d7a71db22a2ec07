#include "http/obligation_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/place_work_call.h"
#include "http/place_work_json.h"
#include "work/obligation_actions.h"

namespace weige::http {
namespace {

using access::Right;

Result<Response> list_obligations(Call& call) {
  WEIGE_TRY(const auto page, place_page(call.request));
  work::ObligationFilter filter;
  WEIGE_TRY(const auto state, query_code(call.request, "state", work::obligation_state_of));
  filter.state = state.value_or(work::ObligationState::open);
  WEIGE_TRY(filter.kind, query_code(call.request, "kind", work::obligation_kind_of));
  WEIGE_TRY(const auto found, work::list_obligations(place_work(call), filter, page));
  return json_response(200, place_list_json(found, obligation_json));
}

Response obligation_response(int status, const work::Obligation& obligation) {
  return record_response(status, obligation.version, obligation_json(obligation));
}

Result<Response> read_obligation(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::ObligationId>("id"));
  WEIGE_TRY(const auto obligation, work::read_obligation(place_work(call), id));
  return obligation_response(200, obligation);
}

Result<Response> open_duty(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, [](JsonFields& fields) {
              return work::NewObligation{
                  .kind = fields.required("kind", as_choice(work::obligation_kind_of)),
                  .premises = fields.optional("premises_id", as_integer{1, kGreatestId}),
                  .organisation = fields.optional("organisation_id", as_integer{1, kGreatestId})};
            }));
  WEIGE_TRY(const auto obligation, work::open_obligation(place_work(call), input));
  return obligation_response(201, obligation);
}

Result<Response> enter_step(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto input, read_json(call.request, [](JsonFields& fields) {
              return work::ObligationEntry{
                  .what = fields.required("what", as_choice(work::obligation_step_of)),
                  .how = fields.required("how", as_choice(work::obligation_way_of)),
                  .on = fields.required("on", as_day)};
            }));
  WEIGE_TRY(const auto obligation, work::add_obligation_entry(place_work(call), seen, input));
  return obligation_response(200, obligation);
}

Result<Response> close_duty(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto end, read_json(call.request, [](JsonFields& fields) {
              return fields.required("closed_as", as_choice(work::obligation_end_of));
            }));
  WEIGE_TRY(const auto obligation, work::close_obligation(place_work(call), seen, end));
  return obligation_response(200, obligation);
}

Result<Response> list_publicity(Call& call) {
  WEIGE_TRY(const auto page, place_page(call.request));
  WEIGE_TRY(const auto found, work::list_publicity(place_work(call), page));
  return json_response(200, place_list_json(found, publicity_json));
}

Result<Response> record_publicity(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, [](JsonFields& fields) {
              return work::Publicity{
                  .area_id = fields.required("area_id", as_integer{1, kGreatestId}),
                  .on = fields.required("on", as_day),
                  .subject = fields.required("subject", as_choice(work::publicity_subject_of)),
                  .channel = fields.required("channel", as_choice(work::publicity_channel_of)),
                  .reach = fields.required("reach", as_integer{0, work::kMostReach}),
                  .helper_kind = fields.optional("helper_kind", as_text{40})};
            }));
  WEIGE_TRY(const auto made, work::record_publicity(place_work(call), input));
  return json_response(201, publicity_json(made));
}

}  // namespace

std::vector<Route> obligation_routes() {
  const RouteOptions edit{.if_match = IfMatch::required};
  const RouteOptions submission{.idempotency = Idempotency::required};
  return {
      {Method::get, "/api/obligations", Right::manage_obligations, list_obligations},
      {Method::post, "/api/obligations", Right::manage_obligations, open_duty, submission},
      {Method::get, "/api/obligations/{id}", Right::manage_obligations, read_obligation},
      {Method::post, "/api/obligations/{id}/entries", Right::manage_obligations, enter_step, edit},
      {Method::post, "/api/obligations/{id}/close", Right::manage_obligations, close_duty, edit},
      {Method::get, "/api/publicity", Right::manage_obligations, list_publicity},
      {Method::post, "/api/publicity", Right::manage_obligations, record_publicity, submission},
  };
}

}  // namespace weige::http
