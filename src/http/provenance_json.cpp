#include "http/provenance_json.h"

#include <algorithm>
#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/register_call.h"

namespace weige::http {
namespace {

constexpr std::size_t kMostEvidence = 10;

registry::Evidence take_evidence(JsonFields& in) {
  registry::Evidence out{in.required("kind", as_choice(registry::evidence_kind_of))};
  out.note = in.optional("note", as_text{200}).value_or("");
  out.at = in.optional("at", as_instant);
  return out;
}

registry::ProvenanceInput take_members(JsonFields& in) {
  registry::ProvenanceInput out;
  out.source = in.optional("source", as_text{60}).value_or(std::string(kScreenSource));
  if (const auto way = in.optional("how", as_choice(registry::way_of))) out.way = *way;
  out.finder = in.optional("finder", as_text{80});
  out.confirmed_at = in.optional("confirmed_at", as_day);
  out.evidence =
      in.optional("evidence", as_list(kMostEvidence, as_object(take_evidence))).value_or(out.evidence);
  return out;
}

}  // namespace

registry::ProvenanceInput take_provenance(JsonFields& body) {
  auto given = body.optional("provenance", as_object(take_members));
  return given ? *std::move(given) : registry::ProvenanceInput{.source = std::string(kScreenSource)};
}

boost::json::object provenance_json(const registry::Provenance& provenance) {
  boost::json::object out;
  put(out, "known_at", provenance.known_at);
  put(out, "confirmed_at", provenance.confirmed_at);
  put(out, "source", shown_source(provenance.source));
  put(out, "how", code(provenance.way));
  put(out, "finder", provenance.finder);
  if (!provenance.enterer.empty()) put(out, "enterer", provenance.enterer);
  put(out, "verifier", provenance.verifier);
  return out;
}

boost::json::object provenances_json(const std::map<std::string, registry::Provenance>& provenances) {
  boost::json::object out;
  for (const auto& [field, provenance] : provenances) out[public_field(field)] = provenance_json(provenance);
  return out;
}

boost::json::object newest_provenance_json(const registry::RecordView& view) {
  const auto newest = std::ranges::max_element(
      view.provenance, {}, [](const auto& each) { return std::pair(each.second.known_at, each.second.id); });
  return newest == view.provenance.end() ? boost::json::object{} : provenance_json(newest->second);
}

boost::json::array evidence_json(const std::vector<registry::Evidence>& evidence) {
  return json_array(evidence, [](const registry::Evidence& piece) {
    boost::json::object out;
    put(out, "kind", code(piece.kind));
    if (!piece.note.empty()) put(out, "note", piece.note);
    put(out, "at", piece.at);
    return out;
  });
}

}  // namespace weige::http
