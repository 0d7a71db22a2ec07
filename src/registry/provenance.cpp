#include "registry/provenance.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace weige::registry {
namespace {

constexpr std::array<std::pair<EvidenceKind, std::string_view>, 6> kEvidence{
    {{EvidenceKind::door_visit, "door_visit"},
     {EvidenceKind::landlord, "landlord"},
     {EvidenceKind::second_source, "second_source"},
     {EvidenceKind::failed_visit, "failed_visit"},
     {EvidenceKind::document, "document"},
     {EvidenceKind::self_declaration, "self_declaration"}}};
constexpr std::array<std::pair<Way, std::string_view>, 6> kWays{{{Way::door, "door"},
                                                                 {Way::counter, "counter"},
                                                                 {Way::phone, "phone"},
                                                                 {Way::file, "file"},
                                                                 {Way::declaration, "declaration"},
                                                                 {Way::correction, "correction"}}};

template <class E, std::size_t N>
std::string_view code_in(const std::array<std::pair<E, std::string_view>, N>& table, E value) {
  return std::ranges::find(table, value, &std::pair<E, std::string_view>::first)->second;
}

template <class E, std::size_t N>
std::optional<E> value_in(const std::array<std::pair<E, std::string_view>, N>& table, std::string_view code) {
  const auto found = std::ranges::find(table, code, &std::pair<E, std::string_view>::second);
  return found == table.end() ? std::nullopt : std::optional{found->first};
}

constexpr std::size_t kMaxSourceBytes = 240, kMaxNoteBytes = 800;

Done check_length(const std::string& text, std::size_t max_bytes, std::string_view place) {
  if (text.size() <= max_bytes) return done();
  return problem(ProblemCode::too_long, std::string(place)).with("max", std::to_string(max_bytes / 4));
}

}  // namespace

std::string_view code(EvidenceKind kind) {
  return code_in(kEvidence, kind);
}
std::optional<EvidenceKind> evidence_kind_of(std::string_view text) {
  return value_in(kEvidence, text);
}
std::string_view code(Way way) {
  return code_in(kWays, way);
}
std::optional<Way> way_of(std::string_view text) {
  return value_in(kWays, text);
}

Done check(const ProvenanceInput& input, Day today) {
  WEIGE_CHECK(check_length(input.source, kMaxSourceBytes, "provenance.source"));
  if (input.finder) WEIGE_CHECK(check_length(*input.finder, kMaxSourceBytes, "provenance.finder"));
  for (const auto& evidence : input.evidence)
    WEIGE_CHECK(check_length(evidence.note, kMaxNoteBytes, "provenance.evidence"));
  if (input.confirmed_at && *input.confirmed_at > today)
    return problem(ProblemCode::bad_date, "provenance.confirmed_at");
  return done();
}

std::vector<Evidence> as_kept(std::vector<Evidence> evidence, TownTime town) {
  for (auto& piece : evidence)
    if (piece.kind == EvidenceKind::failed_visit && piece.at)
      piece.at = town.start_of(town.day_of(*piece.at));
  return evidence;
}

std::string to_evidence_text(const std::vector<Evidence>& evidence) {
  boost::json::array out;
  for (const auto& piece : evidence) {
    boost::json::object item{{"kind", code(piece.kind)}};
    if (!piece.note.empty()) item["note"] = piece.note;
    if (piece.at) item["at"] = to_rfc3339(*piece.at);
    out.push_back(std::move(item));
  }
  return boost::json::serialize(out);
}

namespace {

const boost::json::string* text_at(const boost::json::value& item, std::string_view name) {
  const auto* object = item.if_object();
  const auto* value = object ? object->if_contains(name) : nullptr;
  return value ? value->if_string() : nullptr;
}

Evidence evidence_of(const boost::json::value& item) {
  const auto* kind_text = text_at(item, "kind");
  const auto kind = kind_text ? evidence_kind_of(*kind_text) : std::nullopt;
  if (!kind) throw std::invalid_argument("evidence without a known kind");
  Evidence piece{*kind};
  if (const auto* note = text_at(item, "note")) piece.note = std::string(*note);
  if (const auto* at = text_at(item, "at")) piece.at = parse_rfc3339(*at);
  return piece;
}

}  // namespace

std::vector<Evidence> from_evidence_text(std::string_view text) {
  if (text.empty()) return {};
  boost::system::error_code error;
  const auto parsed = boost::json::parse(text, error);
  if (error || !parsed.is_array()) throw std::invalid_argument("evidence that is no list");
  std::vector<Evidence> out;
  for (const auto& item : parsed.get_array()) out.push_back(evidence_of(item));
  return out;
}

}  // namespace weige::registry
