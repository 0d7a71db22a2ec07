#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/list_query.h"
#include "http/resident_json.h"
#include "http/resident_routes.h"
#include "registry/town_store.h"

namespace weige::http {
namespace {

constexpr std::size_t kReadingsOfCopy = 2000;

town::OwnContext own(Call& call) {
  return {.tx = call.tx(), .session = call.own(), .now = call.now, .readings = call.readings};
}

Result<Response> own_record(Call& call) {
  WEIGE_TRY(const auto record, town::read_own_record(own(call), town::kOwnRecordRead));
  return json_response(200, own_record_json(record, Numbers::masked));
}

Result<Response> own_readings(Call& call) {
  town::OwnReadingsAsked asked;
  WEIGE_TRY(asked.before, call.request.query_number("cursor", 1, kGreatestId));
  WEIGE_TRY(const auto limit, call.request.query_number("limit", 1, 500));
  if (limit) asked.limit = static_cast<std::size_t>(*limit);
  WEIGE_TRY(const auto page, town::list_own_readings(own(call), asked));
  auto out = json_items(page.items, own_reading_json);
  if (page.next_before) put(out, "next_cursor", std::to_string(*page.next_before));
  return json_response(200, out);
}

// One reading in the log stands for all of it.
Result<Response> own_copy(Call& call) {
  const auto context = own(call);
  WEIGE_TRY(const auto record, town::read_own_record(context, town::kOwnCopied));
  WEIGE_TRY(const auto readings, town::collect_own_readings(context, {.limit = kReadingsOfCopy}));
  WEIGE_TRY(const auto requests, town::collect_own_requests(context));
  boost::json::object out;
  put(out, "town", registry::town_text(call.tx()));
  put(out, "made_at", call.now);
  out["record"] = own_record_json(record, Numbers::full);
  out["readings"] = json_array(readings.items, own_reading_json);
  put(out, "readings_complete", !readings.next_before.has_value());
  out["requests"] = json_array(requests, own_request_json);
  auto response = json_response(200, out);
  response.headers.add("Content-Disposition", "attachment; filename=\"my-record.json\"");
  return response;
}

Result<Response> own_requests(Call& call) {
  WEIGE_TRY(const auto requests, town::list_own_requests(own(call)));
  return json_response(200, json_items(requests, own_request_json));
}

Result<Response> own_request(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<town::ResidentRequestId>("id"));
  WEIGE_TRY(const auto request, town::read_own_request(own(call), id));
  return json_response(200, own_request_json(request));
}

Result<Response> send_own_request(Call& call, const town::RequestClock& answers) {
  WEIGE_TRY(const auto wanted, read_json(call.request, [](JsonFields& fields) {
              return town::NewRequest{.kind = fields.required("kind", as_choice(town::request_kind_of)),
                                      .field = fields.optional("field", as_choice(town::request_field_of)),
                                      .text = fields.required("text", as_text{town::kLongestRequest})};
            }));
  WEIGE_TRY(const auto request, town::send_request(own(call), answers, wanted));
  auto response = json_response(201, own_request_json(request));
  response.headers.add("Location", "/api/resident/requests/" + std::to_string(request.request.id.value));
  return response;
}

Result<Response> own_officers(Call& call) {
  WEIGE_TRY(const auto officers, town::own_officers(own(call)));
  return json_response(200, json_items(officers, own_officer_json));
}

}  // namespace

std::vector<Route> resident_view_routes(const ResidentDesk& desk) {
  return {
      {Method::get, "/api/resident/record", ByResident{}, own_record},
      {Method::get, "/api/resident/readings", ByResident{}, own_readings},
      {Method::get, "/api/resident/copy", ByResident{}, own_copy},
      {Method::get, "/api/resident/requests", ByResident{}, own_requests},
      {Method::post,
       "/api/resident/requests",
       ByResident{},
       [answers = desk.answers](Call& call) { return send_own_request(call, answers); },
       {.idempotency = Idempotency::required}},
      {Method::get, "/api/resident/requests/{id}", ByResident{}, own_request},
      {Method::get, "/api/resident/officers", ByResident{}, own_officers},
  };
}

}  // namespace weige::http
