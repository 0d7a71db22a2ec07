#include "intake/roster_import.h"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "registry/resident_import.h"
#include "standards/text_fold.h"

namespace weige::intake {
namespace {

using registry::ParsedRow;
using registry::TownFile;
using registry::UploadRow;

std::string text_of(const UploadRow& cells, const registry::ImportColumns& columns, std::string_view field) {
  const auto fields = registry::import_fields(TownFile::residents);
  const auto* known = registry::find_import_field(TownFile::residents, field);
  const auto& at = columns.at(static_cast<std::size_t>(known - fields.data()));
  if (!at || at->position >= cells.cells.size()) return {};
  return std::string(standards::trim(registry::cell_text(cells.cells[at->position])));
}

// The record's fields that stand in a column: those of the cell itself, and those drawn from it.
std::span<const std::string_view> fields_drawn_from(std::string_view field) {
  static constexpr std::array<std::string_view, 2> document{"document_type", "document_number"};
  static constexpr std::array<std::string_view, 1> sex{"sex"}, birth{"birth_date"};
  if (field == "document_number" || field == "document_type") return document;
  if (field == "sex") return sex;
  if (field == "birth_date") return birth;
  return {};
}

class RowReader {
 public:
  RowReader(const UploadRow& cells, const RosterReading& reading) : cells_(cells), reading_(reading) {
    row_.parsed =
        registry::parse_resident(cells, reading.columns, reading.town, registry::RowNeeds::whatever_there_is);
  }

  RosterRow read() {
    take_faults();
    take_place();
    take_employer();
    row_.like = like();
    row_.place = text_of(cells_, reading_.columns, "address");
    row_.usable = cells_.too_wide == 0 && !row_.parsed.name_key.empty() && tells_of_somebody();
    if (!row_.usable && row_.mend.empty())
      row_.mend.push_back(registry::fault(ProblemCode::row_says_too_little, number_or_name()));
    row_.answer = !row_.mend.empty() ? RowAnswer::mend : RowAnswer::taken;
    if (is_outside()) {
      row_.answer = RowAnswer::outside;
      row_.mend = {registry::fault(ProblemCode::outside_roster, outside_column())};
    }
    return std::move(row_);
  }

 private:
  // A faulty cell is left out of the comparison and told; where two cells contradict each other, the one that
  // is told.
  void take_faults() {
    auto& findings = row_.parsed.findings;
    for (const auto& finding : findings)
      if (!finding.warning) row_.mend.push_back(finding);
    std::erase_if(findings, [](const registry::Finding& each) { return !each.warning; });
    for (const auto& finding : row_.mend)
      for (const auto& field : {"document_number", "document_type", "sex", "birth_date"})
        if (finding.column != 0 && reading_.columns.column_of(field) == finding.column) leave_out(field);
  }
  void leave_out(std::string_view field) {
    for (const auto each : fields_drawn_from(field))
      std::erase_if(row_.parsed.subject, [&](const auto& value) { return value.field == each; });
    if (field == "document_number" || field == "document_type") row_.parsed.key.clear();
  }

  void take_place() {
    if (!row_.parsed.address && reading_.place && !is_told("address")) row_.parsed.address = reading_.place;
  }
  bool is_told(std::string_view field) const {
    const auto column = reading_.columns.column_of(field);
    return column != 0 && std::ranges::count(row_.mend, column, &registry::Finding::column) > 0;
  }

  void take_employer() {
    if (reading_.scope.kind != ScopeKind::organisation || reading_.scope.key.empty()) return;
    auto& employment = row_.parsed.employment;
    if (std::ranges::count(employment, "credit_code", &registry::FieldValue::field) == 0)
      employment.insert(employment.begin(), {"credit_code", reading_.scope.key});
  }

  registry::PersonLike like() const {
    registry::PersonLike out{.id_number = text_of(cells_, reading_.columns, "document_number"),
                             .name = text_of(cells_, reading_.columns, "name"),
                             .phone = text_of(cells_, reading_.columns, "phone")};
    if (out.id_number.empty()) out.birth_date = row_.parsed.text("birth_date");
    if (row_.parsed.address) out.address = row_.parsed.address->canonical();
    return out;
  }

  bool tells_of_somebody() const {
    const auto& like = row_.like;
    return !like.id_number.empty() || !like.phone.empty() || !like.birth_date.empty() ||
           row_.parsed.address.has_value();
  }

  std::uint32_t number_or_name() const {
    return row_.parsed.number_column != 0 ? row_.parsed.number_column : row_.parsed.name_column;
  }

  bool is_outside() const {
    const auto& scope = reading_.scope;
    const auto& parsed = row_.parsed;
    if (scope.kind == ScopeKind::area)
      return parsed.committee && !scope.key.empty() &&
             scope.key.find(" " + std::to_string(*parsed.committee) + " ") == scope.key.npos;
    if (scope.kind == ScopeKind::address)
      return parsed.address && std::ranges::none_of(parsed.address->chain, [&](const auto& node) {
               return node.canonical == scope.key;
             });
    return std::ranges::any_of(parsed.employment, [&](const registry::FieldValue& each) {
      return each.field == "credit_code" && each.value != scope.key;
    });
  }
  std::uint32_t outside_column() const {
    if (reading_.scope.kind == ScopeKind::area) return row_.parsed.committee_column;
    if (reading_.scope.kind == ScopeKind::organisation) return row_.parsed.employer_column;
    return row_.parsed.address->column;
  }

  const UploadRow& cells_;
  const RosterReading& reading_;
  RosterRow row_;
};

bool is_door(std::string_view level) {
  static constexpr std::array<std::string_view, 5> doors{"number", "building", "unit", "floor", "room"};
  return std::ranges::find(doors, level) != doors.end();
}

}  // namespace

std::optional<registry::AddressClaim> place_of(const RosterScope& scope) {
  if (scope.kind != ScopeKind::address) return std::nullopt;
  const auto parsed = standards::StandardAddress::parse(scope.key);
  if (!parsed) return std::nullopt;
  auto chain = registry::address_chain(parsed->key());
  if (chain.empty() || !is_door(chain.back().level)) return std::nullopt;
  return registry::AddressClaim{.chain = std::move(chain)};
}

std::string identity_of(const RosterRow& row) {
  const auto& parsed = row.parsed;
  if (!parsed.key.empty()) return parsed.key;
  for (const std::string_view field : {"phone", "birth_date"})
    if (const auto value = parsed.text(field); !value.empty())
      return parsed.name_key + "\n" + std::string(field) + "\n" + std::string(value);
  return parsed.name_key + "\naddress\n" + (parsed.address ? parsed.address->canonical() : std::string());
}

void tell_doubles(std::vector<RosterRow>& rows) {
  std::unordered_map<std::string, std::uint32_t> first;
  for (auto& row : rows) {
    if (!row.usable || row.answer == RowAnswer::outside) continue;
    const auto [place, fresh] = first.try_emplace(identity_of(row), row.number());
    if (fresh) continue;
    row.mend.push_back(registry::fault(ProblemCode::duplicate_row, row.parsed.name_column));
    row.mend.back().other_row = std::to_string(place->second);
    row.answer = RowAnswer::mend;
  }
}

RosterRow parse_roster_row(const registry::UploadRow& cells, const RosterReading& reading) {
  return RowReader(cells, reading).read();
}

}  // namespace weige::intake
