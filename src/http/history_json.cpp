#include "http/history_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/provenance_json.h"
#include "http/register_call.h"
#include "registry/purpose_mask.h"
#include "registry/record_rules.h"

namespace weige::http {
namespace {

boost::json::value shown(const std::string& field, const registry::Text& value) {
  return value ? json_of(registry::masked(field, *value)) : boost::json::value(nullptr);
}

boost::json::object field_json(const registry::FieldChange& change) {
  boost::json::object out{{"field", json_of(public_field(change.field))},
                          {"from", shown(change.field, change.from)},
                          {"to", shown(change.field, change.to)}};
  if (change.withheld) out["erased"] = true;
  return out;
}

}  // namespace

boost::json::object change_json(const registry::ChangeView& view, std::optional<access::Purpose> purpose) {
  const auto& change = view.change;
  auto out = provenance_json(view.provenance);
  out.erase("confirmed_at");
  put(out, "id", change.id);
  put(out, "operation_id", change.operation);
  put(out, "operation_kind", code(view.operation_kind));
  put(out, "subject_kind", public_kind(change.subject_kind));
  put(out, "subject_id", change.subject_id);
  put(out, "kind", code(change.kind));
  boost::json::array fields;
  for (const auto& field : change.fields)
    if (!purpose || change.subject_kind != registry::RecordKind::person ||
        registry::shows_field(*purpose, field.field))
      fields.push_back(field_json(field));
  out["fields"] = std::move(fields);
  put(out, "valid_from", change.valid_from);
  put(out, "known_at", change.known_at);
  if (!view.provenance.evidence.empty()) out["evidence"] = evidence_json(view.provenance.evidence);
  if (!change.reason.empty()) put(out, "reason", registry::mask_numbers(change.reason));
  put(out, "undoes_change_id", change.undoes);
  put(out, "undone", view.undone);
  put(out, "can_undo", view.can_undo);
  return out;
}

}  // namespace weige::http
