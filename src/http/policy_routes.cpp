#include "http/policy_routes.h"

#include <boost/json.hpp>

#include "access/purpose.h"
#include "http/json_out.h"
#include "registry/explain_actions.h"

namespace weige::http {
namespace {

boost::json::object purpose_json(access::Purpose purpose) {
  boost::json::object out;
  put(out, "code", access::code(purpose));
  put(out, "zh", access::zh_name(purpose));
  put(out, "en", access::en_name(purpose));
  put(out, "zh_basis", access::zh_basis(purpose));
  put(out, "en_basis", access::en_basis(purpose));
  boost::json::array shown;
  for (const auto group : access::all_field_groups())
    if (access::shows(purpose, group)) shown.push_back(json_of(access::code(group)));
  out["shows"] = std::move(shown);
  return out;
}

Result<Response> purposes(Call& /*call*/) {
  return json_response(200, json_items(access::all_purposes(), purpose_json));
}

Result<Response> explain(Call& call) {
  const auto asked = call.request.query.find("right");
  if (!asked) return problem(ProblemCode::missing_field, "right");
  const auto right = access::right_of(*asked);
  if (!right) return problem(ProblemCode::bad_choice, "right");
  std::optional<registry::RecordName> record;
  if (const auto name = call.request.query.find("record")) {
    record = registry::record_name_of(*name);
    if (!record) return problem(ProblemCode::bad_request, "record");
  }
  const auto told = registry::explain_right(call.tx(), call.actor(), *right, record, call.language());
  boost::json::object out;
  put(out, "may", told.obstacle == registry::Obstacle::none);
  put(out, "obstacle", registry::code(told.obstacle));
  put(out, "text", told.text);
  return json_response(200, out);
}

}  // namespace

std::vector<Route> policy_routes() {
  return {{Method::get, "/api/purposes", SignedIn{}, purposes},
          {Method::get, "/api/policy/explain", SignedIn{}, explain}};
}

}  // namespace weige::http
