#include "http/organisation_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/provenance_json.h"
#include "http/record_json.h"

namespace weige::http {
namespace {

// What a body says of an organisation: what is entered, and where it sits.
struct OrganisationFields {
  registry::FieldInput fields = {};
  std::optional<std::optional<std::int64_t>> premises_id = {};
};

OrganisationFields take_fields(JsonFields& in) {
  OrganisationFields out;
  take_texts(in,
             {{"credit_code", 18}, {"name", 120}, {"kind", 40}, {"contact_name", 60}, {"contact_phone", 30}},
             out.fields);
  out.premises_id = in.nullable("premises_id", as_record_id);
  return out;
}

std::optional<std::string> organisation_state(std::string_view code) {
  if (code != "current" && code != "cancelled") return std::nullopt;
  return std::string(code);
}

}  // namespace

boost::json::object organisation_hit_json(const registry::Record& organisation) {
  boost::json::object out;
  put(out, "id", organisation.id);
  put_fields(out, organisation, {"name", "credit_code", "kind"});
  return out;
}

boost::json::object organisation_json(const registry::OrganisationView& view) {
  const auto& record = view.organisation.record;
  boost::json::object out;
  put(out, "id", record.id);
  put(out, "version", record.version);
  put_fields(out, record, {"state", "credit_code", "name", "kind", "contact_name", "contact_phone"});
  put(out, "premises_id", record.number("premises_id"));
  if (!view.address.empty()) put(out, "address", view.address);
  put(out, "area_id", record.number("area_id"));
  put(out, "workers", view.workers);
  out["provenance"] = provenances_json(view.organisation.provenance);
  return out;
}

registry::NewOrganisation take_new_organisation(JsonFields& body) {
  auto given = body.required("organisation", as_object(take_fields));
  registry::NewOrganisation out{.fields = std::move(given.fields)};
  if (given.premises_id) out.premises_id = *given.premises_id;
  out.valid_from = body.optional("valid_from", as_day);
  out.provenance = take_provenance(body);
  return out;
}

registry::OrganisationChange take_organisation_change(JsonFields& body) {
  auto given = body.required("fields", as_object(take_fields));
  registry::OrganisationChange out{.premises_id = given.premises_id};
  out.edit.kind = registry::RecordKind::organisation;
  out.edit.fields = std::move(given.fields);
  if (const auto state = body.optional("state", as_choice(organisation_state))) out.state = *state;
  out.edit.reason = body.optional("reason", as_text{200}).value_or("");
  out.edit.valid_from = body.optional("valid_from", as_day);
  out.edit.provenance = take_provenance(body);
  return out;
}

}  // namespace weige::http
