#include "http/norm_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "registry/code_lists.h"

namespace weige::http {
namespace {

namespace json = boost::json;

// Whole numbers as such, so that no client shows 180.0.
json::value number_json(const norms::RuleField& field, double value) {
  if (field.unit == norms::FieldUnit::share) return value;
  return static_cast<std::int64_t>(value);
}

json::object values_json(norms::Norm norm, const norms::Rules& rules) {
  json::object out;
  for (const auto* field : norms::fields_of(norm)) out[field->name] = number_json(*field, field->get(rules));
  return out;
}

json::object kind_json(const norms::KeyPremisesKind& kind) {
  json::object out;
  put(out, "code", kind.code);
  put(out, "zh", kind.zh);
  put(out, "en", kind.en);
  out["labels"] = json_array(kind.labels, [](const auto& label) { return json_of(label); });
  put(out, "least_people", kind.least_people);
  put(out, "visit_every_days", kind.visit_every_days);
  return out;
}

json::object rules_json(norms::Norm norm, const norms::Rules& rules) {
  json::object out;
  out["values"] = values_json(norm, rules);
  if (norm == norms::Norm::k2) out["kinds"] = json_array(rules.key_premises.kinds, kind_json);
  return out;
}

json::object field_json(const norms::RuleField& field) {
  json::object out;
  put(out, "name", field.name);
  put(out, "unit", norms::code(field.unit));
  out["least"] = number_json(field, field.least);
  out["most"] = number_json(field, field.most);
  out["obeyed"] = json_array(field.obeyed, [](const auto& page) { return json_of(page); });
  return out;
}

json::object version_summary_json(const town::NormVersionView& view) {
  json::object out;
  put(out, "id", view.version.id);
  put(out, "effective_from", view.version.effective_from);
  put(out, "state", norms::code(view.state));
  put(out, "reason", norms::code(view.version.reason));
  put(out, "made_at", view.version.made_at);
  put(out, "by", view.by);
  out["changed"] = json_array(view.changed, [](const auto& field) { return json_of(field); });
  return out;
}

json::object norm_version_json(const town::NormVersionView& view) {
  auto out = version_summary_json(view);
  out["rules"] = rules_json(view.version.norm, view.version.rules);
  return out;
}

std::optional<double> as_amount(const json::value& value, const JsonPlace& place) {
  if (value.is_number()) return value.to_number<double>();
  return place.refuse(problem(ProblemCode::bad_request));
}

norms::KeyPremisesKind take_kind(JsonFields& fields) {
  constexpr as_integer kCount{0, 100000};
  constexpr std::size_t kMostLabels = 40;
  return {.code = fields.required("code", as_text{40}),
          .zh = fields.required("zh", as_text{norms::kLongestKindName}),
          .en = fields.required("en", as_text{norms::kLongestKindName}),
          .labels = fields.required("labels", as_list(kMostLabels, as_text{40})),
          .least_people = static_cast<int>(fields.required("least_people", kCount)),
          .visit_every_days = static_cast<int>(fields.required("visit_every_days", kCount))};
}

// Names of fields are the norm's to know: what is unknown is told by its rules.
std::optional<std::map<std::string, double>> as_values(const json::value& value, const JsonPlace& place) {
  const auto* object = value.if_object();
  if (!object) return place.refuse(problem(ProblemCode::bad_request));
  std::map<std::string, double> out;
  for (const auto& member : *object)
    if (const auto amount = as_amount(member.value(), place.at(member.key())))
      out[std::string(member.key())] = *amount;
  return out;
}

}  // namespace

json::object norm_summary_json(const town::NormView& view) {
  json::object out;
  put(out, "norm", norms::code(view.norm));
  const auto fields = norms::fields_of(view.norm);
  put(out, "fields", static_cast<std::int64_t>(fields.size()));
  put(out, "obeyed_fields",
      std::count_if(fields.begin(), fields.end(), [](const auto* field) { return !field->obeyed.empty(); }));
  json::array versions;
  for (const auto& version : view.versions)
    if (version.state != norms::VersionState::replaced) versions.push_back(version_summary_json(version));
  out["versions"] = std::move(versions);
  return out;
}

json::object norm_json(const town::NormView& view) {
  json::object out;
  put(out, "norm", norms::code(view.norm));
  out["fields"] =
      json_array(norms::fields_of(view.norm), [](const auto* field) { return field_json(*field); });
  if (view.norm == norms::Norm::k2) {
    const auto labels = registry::entries(registry::CodeListName::premises_labels);
    out["labels"] = json_array(labels, [](const auto& entry) { return json_of(entry.code); });
    out["kinds_obeyed"] = json::array{"/key-premises"};
  }
  out["shipped"] = rules_json(view.norm, view.shipped);
  out["today"] = rules_json(view.norm, view.today);
  out["versions"] = json_array(view.versions, norm_version_json);
  return out;
}

town::NormWish take_norm_wish(JsonFields& body) {
  return {.effective_from = body.required("effective_from", as_day),
          .reason = body.required("reason", as_choice(norms::version_reason_of)),
          .rules = {.values = body.optional("values", as_values).value_or(std::map<std::string, double>{}),
                    .kinds = body.optional("kinds", as_list(norms::kMostKinds, as_object(take_kind)))}};
}

}  // namespace weige::http
