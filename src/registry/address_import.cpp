#include "registry/address_import.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "registry/code_lists.h"
#include "registry/row_scan.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

constexpr std::array<std::string_view, 4> kDatums{"cgcs2000", "wgs84", "gcj02", "bd09"};

// 出租、群租; 出租,群租; 出租/群租
std::vector<std::string> split_labels(std::string_view text) {
  std::string folded = standards::fold_text(text);
  for (const std::string_view sign : {"、", "；", ";", "/", "|"})
    for (auto at = folded.find(sign); at != folded.npos; at = folded.find(sign))
      folded.replace(at, sign.size(), ",");
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= folded.size();) {
    const auto to = std::min(folded.find(',', from), folded.size());
    if (const auto part = standards::trim(std::string_view(folded).substr(from, to - from)); !part.empty())
      out.emplace_back(part);
    from = to + 1;
  }
  return out;
}

void take_labels(RowScan& row) {
  if (!row.has("labels") || row.is_bad("labels")) return;
  for (const auto& text : split_labels(row.text("labels"))) {
    const auto label = code_of(CodeListName::premises_labels, text);
    if (!label) return row.fault(ProblemCode::label_unknown, "labels");
    if (!std::ranges::count(row.out().labels, *label)) row.out().labels.emplace_back(*label);
  }
}

std::optional<std::string> degrees(RowScan& row, std::string_view field, double most) {
  if (!row.has(field) || row.is_bad(field)) return std::nullopt;
  const auto& text = row.text(field);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(std::fabs(value) <= most)) {
    row.fault(ProblemCode::bad_number, field);
    return std::nullopt;
  }
  std::array<char, 32> buffer;
  return std::string(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

std::string datum_of(std::string_view text) {
  std::string out;
  for (const char c : standards::fold_text(text))
    if (c != ' ' && c != '-' && c != '_')
      out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  return out;
}

void take_point(RowScan& row) {
  const auto lng = degrees(row, "lng", 180), lat = degrees(row, "lat", 90);
  if (row.is_bad("lng") || row.is_bad("lat") || (!row.has("lng") && !row.has("lat"))) return;
  if (!lng || !lat) return row.fault(ProblemCode::point_incomplete, lng ? "lat" : "lng");
  const auto datum = datum_of(row.text("datum"));
  if (row.is_bad("datum")) return;
  if (!std::ranges::count(kDatums, datum))
    return row.fault(ProblemCode::datum_needed, row.column("datum") != 0 ? "datum" : "lng");
  row.out().point = {{"lng", *lng}, {"lat", *lat}, {"datum", datum}};
}

}  // namespace

ParsedRow parse_address_row(const UploadRow& cells, const ImportColumns& columns, const ImportTown& town) {
  RowScan row(cells, columns, town);
  if (cells.too_wide != 0) return std::move(row.out());
  auto& subject = row.out().subject;
  row.take_address();
  row.take_use();
  take_labels(row);
  row.take("owner_name", {RecordKind::premises, "owner_name"}, subject);
  row.take("owner_phone", {RecordKind::premises, "owner_phone"}, subject);
  row.take("agent_name", {RecordKind::premises, "agent_name"}, subject);
  row.take("agent_phone", {RecordKind::premises, "agent_phone"}, subject);
  row.take("headcount_limit", {RecordKind::premises, "headcount_limit"}, subject);
  take_point(row);
  return std::move(row.out());
}

}  // namespace weige::registry
