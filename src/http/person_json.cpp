#include "http/person_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/provenance_json.h"
#include "http/record_json.h"
#include "http/residence_json.h"
#include "registry/purpose_mask.h"

namespace weige::http {
namespace {

constexpr std::size_t kMostHangingOn = 1000;

registry::FieldInput take_person_fields(JsonFields& in) {
  registry::FieldInput out;
  take_texts(in,
             {{"document_type", 40},
              {"document_number", 40},
              {"name", 60},
              {"sex", 10},
              {"birth_date", 10},
              {"phone", 30},
              {"registered_place", 120},
              {"category", 40}},
             out);
  return out;
}

std::optional<std::string> person_field(std::string_view name) {
  if (!registry::is_enterable(registry::RecordKind::person, name)) return std::nullopt;
  return std::string(name);
}

std::optional<std::string> masked_field(std::string_view name) {
  if (name != "document_number" && name != "phone") return std::nullopt;
  return std::string(name);
}

const auto as_person_field = as_choice(person_field);
const auto as_ids = as_list(kMostHangingOn, as_record_id);

}  // namespace

boost::json::array withheld_json(access::Purpose purpose) {
  boost::json::array out;
  for (const auto group : access::all_field_groups())
    if (!access::shows(purpose, group)) out.push_back(json_of(access::code(group)));
  return out;
}

boost::json::object person_json(const registry::PersonView& view, access::Purpose purpose) {
  const auto& record = view.person.record;
  boost::json::object out;
  put(out, "id", record.id);
  put(out, "version", record.version);
  put(out, "merged_into", record.number("merged_into"));
  if (record.erased) out["erased"] = true;
  for (const std::string_view field : {"state", "name", "document_type", "document_number", "sex",
                                       "birth_date", "phone", "registered_place", "category"})
    if (registry::shows_field(purpose, field)) put_fields(out, record, {field});
  if (access::shows(purpose, access::FieldGroup::identity)) {
    put(out, "lives_at_registered", view.lives_at_registered);
    if (!view.warnings.empty())
      out["warnings"] = json_array(view.warnings, [](std::string_view code) { return json_of(code); });
  }
  out["provenance"] = provenances_json(view.person.provenance);
  if (access::shows(purpose, access::FieldGroup::residences))
    out["residences"] = json_array(view.residences, residence_json);
  if (access::shows(purpose, access::FieldGroup::employments))
    out["employments"] = json_array(view.employments, employment_json);
  out["withheld"] = withheld_json(purpose);
  return out;
}

registry::NewPerson take_new_person(JsonFields& body) {
  registry::NewPerson out;
  out.fields = body.required("person", as_object(take_person_fields));
  out.residence = body.optional("residence", as_object(take_residence));
  out.area_id = body.optional("area_id", as_record_id);
  out.valid_from = body.optional("valid_from", as_day);
  out.provenance = take_provenance(body);
  return out;
}

registry::RecordEdit take_person_edit(JsonFields& body) {
  registry::RecordEdit out{.kind = registry::RecordKind::person};
  out.fields = body.required("fields", as_object(take_person_fields));
  out.confirm = body.optional("confirm", as_list(20, as_person_field)).value_or(out.confirm);
  out.valid_from = body.optional("valid_from", as_day);
  out.reason = body.optional("reason", as_text{200}).value_or("");
  out.provenance = take_provenance(body);
  return out;
}

registry::Merge take_merge(JsonFields& body) {
  registry::Merge out;
  out.keep_id = body.required("keep_id", as_record_id);
  out.keep_version = body.required("keep_version", as_record_id);
  out.drop_id = body.required("drop_id", as_record_id);
  out.drop_version = body.required("drop_version", as_record_id);
  out.take_from_dropped = body.required("take_from_dropped", as_list(20, as_person_field));
  out.reason = body.required("reason", as_text{200});
  return out;
}

registry::Split take_person_split(JsonFields& body) {
  registry::Split out;
  out.new_person = body.required("new_person", as_object(take_person_fields));
  out.residences = body.required("residence_ids", as_ids);
  out.employments = body.required("employment_ids", as_ids);
  out.reason = body.required("reason", as_text{200});
  return out;
}

Reveal take_reveal(JsonFields& body) {
  Reveal out;
  out.fields = body.required("fields", as_list(2, as_choice(masked_field)));
  out.purpose = body.required("purpose", as_choice(access::purpose_of));
  return out;
}

}  // namespace weige::http
