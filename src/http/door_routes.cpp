#include "http/door_routes.h"

#include <boost/json.hpp>

#include "base/sha256.h"
#include "http/door_call.h"
#include "http/door_json.h"
#include "http/json_out.h"
#include "http/register_call.h"
#include "http/task_json.h"
#include "work/door_actions.h"
#include "work/visit_actions.h"

namespace weige::http {
namespace {

using access::Right;

Result<work::DoorId> asked_door(const Request& request) {
  WEIGE_TRY(const auto id, request.id_param("id"));
  const auto kind = request.query.find("kind").value_or("premises");
  if (kind == "premises") return work::DoorId{.premises = id};
  if (kind == "organisation") return work::DoorId{.organisation = id};
  return problem(ProblemCode::bad_choice, "kind");
}

Result<Response> read_door(Call& call) {
  WEIGE_TRY(const auto id, asked_door(call.request));
  WEIGE_TRY(const auto view, work::read_door(reading(call), id));
  return record_response(200, view.version, door_json(view, TownTime{}.day_of(call.now)));
}

// The key is the form's in hand; two people may have made up the same one.
std::string submission_of(const Call& call) {
  const auto key = call.request.headers.find("Idempotency-Key").value_or("");
  return sha256_hex("visit\n" + std::to_string(call.actor().account().value) + "\n" + std::string(key));
}

Result<Response> record_visit(Call& call, const intake::FindingEvents& events) {
  WEIGE_TRY(auto report, read_json(call.request, take_visit));
  report.door_version = call.version();
  report.submission = submission_of(call);
  WEIGE_TRY(const auto recorded, work::record_visit(writing(call), events, report));
  tell_door(call, recorded.line.visit.door);
  return record_response(recorded.before ? 200 : 201, recorded.door_version, visit_done_json(recorded));
}

Result<work::VisitQuery> visit_query(Call& call) {
  const auto& request = call.request;
  WEIGE_TRY(const auto page, list_page(request));
  work::VisitQuery query{.before = page.after.value_or(0), .limit = static_cast<int>(page.limit)};
  WEIGE_TRY(const auto premises, request.query_number("premises_id", 1, kGreatestId));
  WEIGE_TRY(const auto organisation, request.query_number("organisation_id", 1, kGreatestId));
  if (premises || organisation) query.door = {.premises = premises, .organisation = organisation};
  WEIGE_TRY(query.area, request.query_number("area_id", 1, kGreatestId));
  if (request.query.find("own") == "true") query.post = call.actor().post();
  WEIGE_TRY(query.from, request.query_day("from"));
  WEIGE_TRY(query.to, request.query_day("to"));
  return query;
}

Result<Response> list_visits(Call& call) {
  WEIGE_TRY(const auto query, visit_query(call));
  WEIGE_TRY(const auto lines, work::list_visits(call.tx(), call.actor(), query));
  auto out = json_items(lines, visit_json);
  if (static_cast<int>(lines.size()) == query.limit)
    put(out, "next_cursor", std::to_string(lines.back().visit.id.value));
  return json_response(200, out);
}

}  // namespace

std::vector<Route> door_routes(const intake::FindingEvents& events) {
  const RouteOptions visit{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  return {
      {Method::get, "/api/doors/{id}", Right::visit_doors, read_door},
      {Method::get, "/api/visits", Right::read_tasks, list_visits},
      {Method::post, "/api/visits", Right::visit_doors,
       [&events](Call& call) { return record_visit(call, events); }, visit},
  };
}

}  // namespace weige::http
