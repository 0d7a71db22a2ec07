#include "http/norm_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/norm_json.h"

namespace weige::http {
namespace {

using access::Right;

town::NormContext norming(const Call& call) {
  return {.tx = call.tx(), .actor = call.actor(), .now = call.now};
}

Result<norms::Norm> asked_norm(const Call& call) {
  const auto norm = norms::norm_of(call.request.param("norm"));
  if (!norm) return problem(ProblemCode::not_found);
  return *norm;
}

Result<Response> list_all_norms(Call& call) {
  WEIGE_TRY(const auto views, town::list_norms(norming(call)));
  return json_response(200, json_items(views, norm_summary_json));
}

Result<Response> show_norm(Call& call) {
  WEIGE_TRY(const auto norm, asked_norm(call));
  WEIGE_TRY(const auto view, town::read_norm(norming(call), norm));
  return json_response(200, norm_json(view));
}

Result<Response> make_norm(Call& call) {
  WEIGE_TRY(const auto norm, asked_norm(call));
  WEIGE_TRY(auto wish, read_json(call.request, take_norm_wish));
  wish.norm = norm;
  WEIGE_TRY(const auto view, town::make_norm_version(norming(call), wish));
  return json_response(201, norm_json(view));
}

Result<Response> withdraw_norm(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<norms::VersionId>("id"));
  WEIGE_CHECK(town::withdraw_norm_version(norming(call), id));
  return no_content();
}

}  // namespace

std::vector<Route> norm_routes() {
  return {{Method::get, "/api/norms", Right::read_norms, list_all_norms},
          {Method::get, "/api/norms/{norm}", Right::read_norms, show_norm},
          {Method::post,
           "/api/norms/{norm}/versions",
           Right::edit_norms,
           make_norm,
           {.idempotency = Idempotency::required}},
          {Method::del, "/api/norm-versions/{id}", Right::edit_norms, withdraw_norm}};
}

}  // namespace weige::http
