#include "http/employment_routes.h"

#include <boost/json.hpp>

#include "http/provenance_json.h"
#include "http/record_json.h"
#include "http/register_call.h"
#include "http/residence_json.h"

namespace weige::http {
namespace {

using access::Right;
using registry::RecordKind;

registry::NewEmployment take_new(JsonFields& body) {
  registry::NewEmployment out;
  out.person_id = body.required("person_id", as_record_id);
  out.organisation_id = body.required("organisation_id", as_record_id);
  out.fields["from_day"] = to_text(body.required("from", as_day));
  take_texts(body, {{"job", 60}}, out.fields);
  out.provenance = take_provenance(body);
  return out;
}

registry::RecordEdit take_edit(JsonFields& body) {
  registry::RecordEdit out{.kind = RecordKind::employment};
  take_texts(body, {{"job", 60}}, out.fields);
  take_day(body, "from", out.fields);
  take_day(body, "to", out.fields);
  out.reason = body.optional("reason", as_text{200}).value_or("");
  out.provenance = take_provenance(body);
  return out;
}

Result<Response> add(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, take_new));
  WEIGE_TRY(const auto made,
            placed(registry::add_employment(writing(call), input), {{RecordKind::employment, ""}}));
  const auto actor = adder(call);
  WEIGE_TRY(const auto view, registry::read_employment({call.tx(), actor, call.now, call.readings}, made.id));
  tell_change(call, RecordKind::person, input.person_id);
  tell_change(call, RecordKind::organisation, input.organisation_id);
  return record_response(201, made.version, employment_json(view));
}

Result<Response> edit(Call& call) {
  WEIGE_TRY(auto input, read_json(call.request, take_edit));
  WEIGE_TRY(input.id, call.request.id_param("id"));
  input.version = call.version();
  WEIGE_TRY(const auto now,
            placed(registry::edit_record(writing(call), input), {{RecordKind::employment, ""}}));
  const auto actor = editor(call, now);
  WEIGE_TRY(const auto view, registry::read_employment({call.tx(), actor, call.now, call.readings}, now.id));
  tell_change(call, RecordKind::person, *now.number("person_id"));
  tell_change(call, RecordKind::organisation, *now.number("organisation_id"));
  return record_response(200, now.version, employment_json(view));
}

}  // namespace

std::vector<Route> employment_routes() {
  return {
      {Method::post, "/api/employments", Right::edit_employment, add, {.idempotency = Idempotency::required}},
      {Method::patch, "/api/employments/{id}", Right::edit_employment, edit, {.if_match = IfMatch::required}},
  };
}

}  // namespace weige::http
