#include "http/residence_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/provenance_json.h"
#include "http/record_json.h"

namespace weige::http {

boost::json::object residence_json(const registry::ResidenceView& view) {
  const auto& record = view.residence.record;
  boost::json::object out;
  put(out, "id", record.id);
  put(out, "version", record.version);
  put(out, "person_id", record.number("person_id"));
  if (view.person) {
    put(out, "person_name", (*view.person)["name"]);
    put(out, "person_sex", (*view.person)["sex"]);
    put(out, "person_birth_date", (*view.person)["birth_date"]);
    put(out, "person_category", (*view.person)["category"]);
  }
  put(out, "premises_id", record.number("premises_id"));
  if (!view.address.empty()) put(out, "address", view.address);
  put(out, "from", record["from_day"]);
  put(out, "to", record["to_day"]);
  put(out, "kind", record["kind"]);
  put(out, "relation", record["relation"]);
  put(out, "state", record["state"]);
  out["provenance"] = newest_provenance_json(view.residence);
  return out;
}

boost::json::object employment_json(const registry::EmploymentView& view) {
  const auto& record = view.employment.record;
  boost::json::object out;
  put(out, "id", record.id);
  put(out, "version", record.version);
  put(out, "person_id", record.number("person_id"));
  if (!view.person_name.empty()) put(out, "person_name", view.person_name);
  put(out, "organisation_id", record.number("organisation_id"));
  if (!view.organisation_name.empty()) put(out, "organisation_name", view.organisation_name);
  put(out, "job", record["job"]);
  put(out, "from", record["from_day"]);
  put(out, "to", record["to_day"]);
  out["provenance"] = newest_provenance_json(view.employment);
  return out;
}

registry::NewResidence take_residence(JsonFields& body) {
  registry::NewResidence out;
  out.premises_id = body.required("premises_id", as_record_id);
  out.fields["from_day"] = to_text(body.required("from", as_day));
  take_texts(body, {{"kind", 30}, {"relation", 30}}, out.fields);
  return out;
}

}  // namespace weige::http
