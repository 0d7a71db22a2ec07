#include "http/residence_routes.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/provenance_json.h"
#include "http/record_json.h"
#include "http/register_call.h"
#include "http/residence_json.h"

namespace weige::http {
namespace {

using access::Right;
using registry::RecordKind;

registry::NewResidence take_new_residence(JsonFields& body) {
  const auto person_id = body.required("person_id", as_record_id);
  auto out = take_residence(body);
  out.person_id = person_id;
  out.provenance = take_provenance(body);
  return out;
}

Result<Response> add(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, take_new_residence));
  WEIGE_TRY(const auto made,
            placed(registry::add_residence(writing(call), input), {{RecordKind::residence, ""}}));
  const auto actor = adder(call);
  WEIGE_TRY(const auto view, registry::read_residence({call.tx(), actor, call.now, call.readings}, made.id));
  tell_change(call, RecordKind::person, input.person_id);
  tell_change(call, RecordKind::premises, input.premises_id);
  return record_response(201, made.version, residence_json(view));
}

// state: absent, or the one it has = only a correction.
struct ResidenceBody {
  std::optional<registry::ResidenceState> state = {};
  registry::FieldInput fields = {};
  std::string reason = {};
  registry::ProvenanceInput provenance = {};
};

ResidenceBody take_body(JsonFields& body) {
  ResidenceBody out;
  out.state = body.optional("state", as_choice(registry::residence_state_of));
  take_texts(body, {{"kind", 30}, {"relation", 30}}, out.fields);
  take_day(body, "from", out.fields);
  take_day(body, "to", out.fields);
  out.reason = body.optional("reason", as_text{200}).value_or("");
  out.provenance = take_provenance(body);
  return out;
}

Result<registry::Record> change(Call& call, std::int64_t id, const ResidenceBody& body) {
  if (!body.state)
    return registry::edit_record(writing(call), {.kind = RecordKind::residence,
                                                 .id = id,
                                                 .version = call.version(),
                                                 .fields = body.fields,
                                                 .reason = body.reason,
                                                 .provenance = body.provenance});
  return registry::step_residence(writing(call), {.id = id,
                                                  .version = call.version(),
                                                  .state = *body.state,
                                                  .fields = body.fields,
                                                  .reason = body.reason,
                                                  .provenance = body.provenance});
}

Result<Response> edit(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto body, read_json(call.request, take_body));
  WEIGE_TRY(const auto now, placed(change(call, id, body), {{RecordKind::residence, ""}}));
  const auto actor = editor(call, now);
  WEIGE_TRY(const auto view, registry::read_residence({call.tx(), actor, call.now, call.readings}, id));
  tell_change(call, RecordKind::person, *now.number("person_id"));
  tell_change(call, RecordKind::premises, *now.number("premises_id"));
  return record_response(200, now.version, residence_json(view));
}

}  // namespace

std::vector<Route> residence_routes() {
  return {
      {Method::post, "/api/residences", Right::edit_person, add, {.idempotency = Idempotency::required}},
      {Method::patch, "/api/residences/{id}", Right::edit_person, edit, {.if_match = IfMatch::required}},
  };
}

}  // namespace weige::http
