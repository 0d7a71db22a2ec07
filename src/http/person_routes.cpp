#include "http/person_routes.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/operation_json.h"
#include "http/person_json.h"
#include "http/register_call.h"

namespace weige::http {
namespace {

using access::Right;
using registry::RecordKind;

Result<Response> read_person(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto when, as_of(call.request));
  WEIGE_TRY(const auto view, registry::read_person(reading(call), id, when));
  return record_response(200, view.person.record.version, person_json(view, call.actor().purpose().value()));
}

Result<Response> add_person(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, take_new_person));
  WEIGE_TRY(const auto person,
            placed(registry::add_person(writing(call), input),
                   {{RecordKind::person, "person"}, {RecordKind::residence, "residence"}}));
  const auto actor = adder(call);
  WEIGE_TRY(const auto view, registry::read_person({call.tx(), actor, call.now, call.readings}, person.id));
  return created_response("/api/persons/" + std::to_string(person.id), person.version,
                          person_json(view, *actor.purpose()));
}

Result<Response> edit_person(Call& call) {
  WEIGE_TRY(auto input, read_json(call.request, take_person_edit));
  WEIGE_TRY(input.id, call.request.id_param("id"));
  input.version = call.version();
  WEIGE_TRY(const auto person,
            placed(registry::edit_record(writing(call), input), {{RecordKind::person, "fields"}}));
  const auto actor = editor(call, person);
  WEIGE_TRY(const auto view, registry::read_person({call.tx(), actor, call.now, call.readings}, person.id));
  tell_change(call, RecordKind::person, person.id);
  return record_response(200, person.version, person_json(view, actor.purpose().value()));
}

Result<Response> reveal(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto asked, read_json(call.request, take_reveal));
  const auto actor = call.actor().with_purpose(asked.purpose);
  const registry::ReadContext context{call.tx(), actor, call.now, call.readings};
  WEIGE_TRY(const auto numbers, registry::reveal(context, id, asked.fields));
  boost::json::object out;
  for (const auto& [field, value] : numbers) put(out, field, value);
  return json_response(200, out);
}

Result<Response> merge(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, take_merge));
  WEIGE_TRY(const auto moved, registry::merge_persons(writing(call), input));
  tell_change(call, RecordKind::person, input.keep_id);
  tell_change(call, RecordKind::person, input.drop_id);
  auto out = operation_json(Extent::done, moved.operation, moved.affected);
  put(out, "person_id", moved.person_id);
  return json_response(200, out);
}

Result<Response> split(Call& call) {
  WEIGE_TRY(auto input, read_json(call.request, take_person_split));
  WEIGE_TRY(input.id, call.request.id_param("id"));
  input.version = call.version();
  WEIGE_TRY(const auto moved,
            placed(registry::split_person(writing(call), input), {{RecordKind::person, "new_person"}}));
  tell_change(call, RecordKind::person, input.id);
  auto out = operation_json(Extent::done, moved.operation, moved.affected);
  put(out, "person_id", moved.person_id);
  return json_response(200, out);
}

}  // namespace

std::vector<Route> person_routes() {
  const RouteOptions submission{.idempotency = Idempotency::required};
  const RouteOptions edited{.if_match = IfMatch::required};
  const RouteOptions both{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  return {
      {Method::get, "/api/persons/{id}", Right::read_person, read_person},
      {Method::post, "/api/persons", Right::edit_person, add_person, submission},
      {Method::patch, "/api/persons/{id}", Right::edit_person, edit_person, edited},
      {Method::post, "/api/persons/{id}/reveal", Right::reveal_number, reveal, {.work = Work::read}},
      {Method::post, "/api/persons/merge", Right::merge_people, merge, submission},
      {Method::post, "/api/persons/{id}/split", Right::merge_people, split, both},
  };
}

}  // namespace weige::http
