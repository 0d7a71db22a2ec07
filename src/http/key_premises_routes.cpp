#include "http/key_premises_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/place_work_call.h"
#include "http/place_work_json.h"

namespace weige::http {
namespace {

using access::Right;
using work::KeyPremisesId;

Result<work::KeyPremisesAsked> key_premises_asked(const Request& request) {
  work::KeyPremisesAsked asked;
  WEIGE_TRY(const auto page, list_page(request));
  asked.offset = static_cast<std::size_t>(page.after.value_or(0));
  asked.limit = page.limit;
  WEIGE_TRY(const auto state, query_code(request, "state", work::key_premises_state_of));
  asked.state = state.value_or(work::KeyPremisesState::listed);
  WEIGE_TRY(asked.area, request.query_number("area_id", 1, kGreatestId));
  if (const auto kind = request.query.find("kind"); kind && !kind->empty()) asked.kind = *kind;
  WEIGE_TRY(const auto overdue, request.query_number("overdue", 0, 1));
  asked.only_overdue = overdue == 1;
  return asked;
}

Result<Response> list_key_places(Call& call) {
  WEIGE_TRY(const auto asked, key_premises_asked(call.request));
  WEIGE_TRY(const auto found, work::list_key_premises(place_work(call), asked));
  auto out = json_items(found.items, key_premises_json);
  put(out, "total", static_cast<std::int64_t>(found.total));
  put(out, "overdue", static_cast<std::int64_t>(found.overdue));
  if (found.next) put(out, "next_cursor", std::to_string(*found.next));
  out["kinds"] = json_array(found.kinds, key_kind_json);
  return json_response(200, out);
}

Response view_response(int status, const work::KeyPremisesView& view) {
  return record_response(status, view.line.premises.version, key_premises_view_json(view));
}

Result<Response> read_key_place(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<KeyPremisesId>("id"));
  WEIGE_TRY(const auto view, work::read_key_premises(place_work(call), id));
  return view_response(200, view);
}

Result<Response> add_key_place(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, [](JsonFields& fields) {
              return work::NewKeyPremises{
                  .premises = fields.required("premises_id", as_integer{1, kGreatestId}),
                  .kind = fields.required("kind", as_text{40}),
                  .reason = fields.required("reason", as_choice(work::key_premises_reason_of))};
            }));
  WEIGE_TRY(const auto view, work::add_key_premises(place_work(call), input));
  return view_response(201, view);
}

Result<Response> take_off_key_place(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto reason, read_json(call.request, [](JsonFields& fields) {
              return fields.required("reason", as_choice(work::key_premises_reason_of));
            }));
  WEIGE_TRY(const auto view, work::take_off_key_premises(place_work(call), seen, reason));
  return view_response(200, view);
}

Result<Response> report_key_place(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, [](JsonFields& fields) {
              return work::NewKeyPremisesReport{.address = fields.required("address", as_text{200}),
                                                .kind = fields.required("kind", as_text{40})};
            }));
  WEIGE_TRY(const auto made, work::report_key_premises(place_work(call), input));
  return json_response(201, own_key_report_json(made));
}

Result<Response> own_key_reports(Call& call) {
  WEIGE_TRY(const auto found, work::list_own_key_reports(place_work(call)));
  auto out = json_items(found.items, own_key_report_json);
  out["kinds"] = json_array(found.kinds, key_kind_json);
  return json_response(200, out);
}

Result<Response> key_reports(Call& call) {
  WEIGE_TRY(const auto page, place_page(call.request));
  WEIGE_TRY(const auto state, query_code(call.request, "state", work::key_report_state_of));
  WEIGE_TRY(const auto found,
            work::list_key_reports(place_work(call), state.value_or(work::KeyReportState::received), page));
  return json_response(200, place_list_json(found, key_report_json));
}

Result<Response> decide_report(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto premises, read_json(call.request, [](JsonFields& fields) {
              return fields.nullable("premises_id", as_integer{1, kGreatestId}).value_or(std::nullopt);
            }));
  WEIGE_TRY(const auto decided, work::decide_key_report(place_work(call), seen, premises));
  return record_response(200, decided.version, key_report_json(decided));
}

}  // namespace

std::vector<Route> key_premises_routes() {
  const RouteOptions submission{.idempotency = Idempotency::required};
  const RouteOptions edit{.if_match = IfMatch::required};
  return {
      {Method::get, "/api/key-premises", Right::read_tasks, list_key_places},
      {Method::post, "/api/key-premises", Right::manage_key_premises, add_key_place, submission},
      {Method::get, "/api/key-premises/{id}", Right::read_tasks, read_key_place},
      {Method::post, "/api/key-premises/{id}/take-off", Right::manage_key_premises, take_off_key_place, edit},
      {Method::get, "/api/key-premises-reports", Right::manage_key_premises, key_reports},
      {Method::post, "/api/key-premises-reports", Right::report_key_premises, report_key_place, submission},
      {Method::get, "/api/key-premises-reports/mine", Right::report_key_premises, own_key_reports},
      {Method::post, "/api/key-premises-reports/{id}/decide", Right::manage_key_premises, decide_report,
       edit},
  };
}

}  // namespace weige::http
