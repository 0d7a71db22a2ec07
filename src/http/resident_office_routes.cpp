#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/list_query.h"
#include "http/register_call.h"
#include "http/resident_json.h"
#include "http/resident_routes.h"
#include "town/reading_delay_actions.h"

namespace weige::http {
namespace {

using access::Right;

Result<Response> make_code(Call& call, const Random& random) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto made, town::make_paper_code(writing(call), call.readings, id, random));
  boost::json::object out;
  put(out, "code", made.code);
  put(out, "expires", made.expires);
  return json_response(201, out);
}

Result<Response> reading_delays(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto delays, town::list_delays(reading(call), id));
  return json_response(
      200, json_items(delays, [&](const auto& each) { return reading_delay_json(each, call.now); }));
}

Result<Response> place_delay(Call& call) {
  WEIGE_TRY(auto wanted, read_json(call.request, [](JsonFields& fields) {
              return town::NewDelay{.reason = fields.required("reason", as_choice(town::delay_reason_of)),
                                    .until = fields.required("until", as_day)};
            }));
  WEIGE_TRY(wanted.person, call.request.id_param("id"));
  WEIGE_TRY(const auto delay, town::delay_readings(writing(call), wanted));
  return json_response(201, reading_delay_json(delay, call.now));
}

Result<Response> end_reading_delay(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_CHECK(town::end_standing_delay(writing(call), id));
  return no_content();
}

// A choice of the query; none when absent. Problem: bad_choice.
template <class Find>
auto query_choice(const Request& request, std::string_view name, Find find)
    -> Result<decltype(find(std::string_view{}))> {
  const auto text = request.query.find(name);
  if (!text) return decltype(find(std::string_view{})){};
  auto found = find(*text);
  if (!found) return problem(ProblemCode::bad_choice, std::string(name));
  return found;
}

Result<Response> office_requests(Call& call) {
  WEIGE_TRY(const auto page, list_query(call.request));
  town::OfficeRequestsAsked asked{.cursor = page.cursor, .limit = page.limit};
  WEIGE_TRY(asked.state, query_choice(call.request, "state", town::request_state_of));
  WEIGE_TRY(asked.kind, query_choice(call.request, "kind", town::request_kind_of));
  WEIGE_TRY(const auto found, town::list_office_requests(reading(call), asked));
  auto out = json_items(found.items, office_request_line_json);
  put(out, "next_cursor", found.next_cursor);
  return json_response(200, out);
}

Result<Response> office_request_counts(Call& call) {
  WEIGE_TRY(const auto counts, town::count_office_requests(reading(call)));
  boost::json::object out;
  put(out, "open", counts.open);
  put(out, "overdue", counts.overdue);
  return json_response(200, out);
}

Response office_request_response(const town::OfficeRequest& request) {
  return record_response(200, request.of.request.version, office_request_json(request));
}

Result<Response> office_request(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<town::ResidentRequestId>("id"));
  WEIGE_TRY(const auto request, town::read_office_request(reading(call), id));
  return office_request_response(request);
}

struct RequestAnswerBody {
  town::RequestOutcome outcome = {};
  std::string reasons;
};

Result<Response> answer_office_request(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<town::ResidentRequestId>("id"));
  WEIGE_TRY(const auto body, read_json(call.request, [](JsonFields& fields) {
              return RequestAnswerBody{
                  .outcome = fields.required("outcome", as_choice(town::request_outcome_of)),
                  .reasons = fields.required("reasons", as_text{town::kLongestRequest})};
            }));
  WEIGE_TRY(const auto request,
            town::answer_request(writing(call), {id, call.version()}, body.outcome, body.reasons));
  return office_request_response(request);
}

Result<Response> extend_office_request(Call& call, const town::RequestClock& answers) {
  WEIGE_TRY(const auto id, call.request.id<town::ResidentRequestId>("id"));
  WEIGE_TRY(const auto reason, read_json(call.request, [](JsonFields& fields) {
              return fields.required("reason", as_text{town::kLongestExtensionReason});
            }));
  WEIGE_TRY(const auto request, town::extend_request(writing(call), {id, call.version()}, answers, reason));
  return office_request_response(request);
}

std::vector<Route> delay_routes() {
  return {
      {Method::get, "/api/persons/{id}/reading-delays", Right::delay_readings, reading_delays},
      {Method::post,
       "/api/persons/{id}/reading-delays",
       Right::delay_readings,
       place_delay,
       {.idempotency = Idempotency::required}},
      {Method::del, "/api/persons/{id}/reading-delays", Right::delay_readings, end_reading_delay},
  };
}

}  // namespace

std::vector<Route> resident_office_routes(const ResidentDesk& desk) {
  const RouteOptions step{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  auto out = delay_routes();
  const std::vector<Route> of_requests{
      {Method::post, "/api/persons/{id}/resident-code", Right::hand_over_code,
       [random = desk.random](Call& call) { return make_code(call, random); }},
      {Method::get, "/api/resident-requests", Right::handle_requests, office_requests},
      {Method::get, "/api/resident-requests/counts", Right::handle_requests, office_request_counts},
      {Method::get, "/api/resident-requests/{id}", Right::handle_requests, office_request},
      {Method::post, "/api/resident-requests/{id}/answer", Right::handle_requests, answer_office_request,
       step},
      {Method::post, "/api/resident-requests/{id}/extend", Right::handle_requests,
       [answers = desk.answers](Call& call) { return extend_office_request(call, answers); }, step},
  };
  out.insert(out.end(), of_requests.begin(), of_requests.end());
  return out;
}

}  // namespace weige::http
