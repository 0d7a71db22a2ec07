#include "http/premises_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/organisation_json.h"
#include "http/provenance_json.h"
#include "http/record_json.h"
#include "http/residence_json.h"
#include "registry/code_lists.h"

namespace weige::http {

boost::json::object label_json(const registry::RecordView& label) {
  boost::json::object out;
  put(out, "id", label.record.id);
  put_fields(out, label.record, {"label", "evidence", "note"});
  put(out, "from", label.record["from_day"]);
  put(out, "to", label.record["to_day"]);
  if (const auto own = label.provenance.find("*");
      own != label.provenance.end() && !own->second.enterer.empty())
    put(out, "by", own->second.enterer);
  return out;
}

boost::json::object premises_json(const registry::PremisesView& view) {
  const auto& record = view.premises.record;
  boost::json::object out;
  put(out, "id", record.id);
  put(out, "version", record.version);
  put(out, "address_id", record.number("address_id"));
  put(out, "address", view.address);
  put(out, "area_id", record.number("area_id"));
  put_fields(out, record, {"use", "owner_name", "owner_phone", "agent_name", "agent_phone"});
  put(out, "residential", registry::is_residential_use(record.text("use")));
  put(out, "headcount_limit", record.number("headcount_limit"));
  out["labels"] = json_array(view.labels, label_json);
  out["residences"] = json_array(view.residences, residence_json);
  out["organisations"] = json_array(view.organisations, organisation_hit_json);
  out["provenance"] = provenances_json(view.premises.provenance);
  return out;
}

registry::RecordEdit take_premises_edit(JsonFields& body) {
  registry::RecordEdit out{.kind = registry::RecordKind::premises};
  take_texts(body,
             {{"use", 40}, {"owner_name", 60}, {"owner_phone", 30}, {"agent_name", 60}, {"agent_phone", 30}},
             out.fields);
  if (const auto limit = body.nullable("headcount_limit", as_integer{0, 100'000}))
    out.fields["headcount_limit"] = *limit ? registry::Text{std::to_string(**limit)} : registry::Text{};
  out.reason = body.optional("reason", as_text{200}).value_or("");
  out.valid_from = body.optional("valid_from", as_day);
  out.provenance = take_provenance(body);
  return out;
}

registry::NewLabel take_label(JsonFields& body) {
  registry::NewLabel out;
  out.fields["label"] = body.required("label", as_text{40});
  out.fields["evidence"] = body.required("evidence", as_text{40});
  out.fields["from_day"] = to_text(body.required("from", as_day));
  take_texts(body, {{"note", 200}}, out.fields);
  out.provenance = take_provenance(body);
  return out;
}

registry::End take_label_end(JsonFields& body) {
  registry::End out{.kind = registry::RecordKind::premises_label};
  out.to = body.required("to", as_day);
  out.reason = body.optional("reason", as_text{200}).value_or("");
  out.provenance.source = kScreenSource;
  return out;
}

}  // namespace weige::http
