#include "registry/row_scan.h"

#include <algorithm>

#include "registry/code_lists.h"
#include "registry/record_rules.h"
#include "standards/date_text.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

using standards::AddressPart;

struct PartColumn {
  std::string_view field;
  AddressPart part;
  std::string_view sign;  // added to a bare number
};
constexpr std::array kPartColumns{PartColumn{"road", AddressPart::road, ""},
                                  PartColumn{"lane", AddressPart::lane, "弄"},
                                  PartColumn{"branch_lane", AddressPart::branch_lane, "支弄"},
                                  PartColumn{"compound", AddressPart::poi, ""},
                                  PartColumn{"group", AddressPart::group, "组"},
                                  PartColumn{"number", AddressPart::number, "号"},
                                  PartColumn{"building", AddressPart::building, "幢"},
                                  PartColumn{"unit", AddressPart::unit, "单元"},
                                  PartColumn{"floor", AddressPart::floor, "层"},
                                  PartColumn{"room", AddressPart::room, "室"}};
constexpr std::array kDivisions{AddressPart::province, AddressPart::city, AddressPart::district,
                                AddressPart::town};

bool is_bare(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool names_division(const standards::StandardAddress& address) {
  return address.has(AddressPart::district) || address.has(AddressPart::town);
}

// What the address leaves out of its divisions, from the town; nullopt when the two contradict each other.
std::optional<standards::AddressKey> within_town(const standards::AddressKey& key,
                                                 const standards::AddressKey& town) {
  std::array<std::string, standards::address_part_count> elements;
  for (std::size_t i = 0; i < elements.size(); ++i) elements[i] = key.element(static_cast<AddressPart>(i));
  for (const auto part : kDivisions) {
    if (town.element(part).empty()) continue;  // a town that is not set up yet: any division goes
    auto& element = elements[static_cast<std::size_t>(part)];
    if (!element.empty() && element != town.element(part)) return std::nullopt;
    element = town.element(part);
  }
  return standards::AddressKey(std::move(elements));
}

}  // namespace

bool is_masked(std::string_view text) {
  return text.find("***") != text.npos || text.find("＊＊＊") != text.npos;
}

RowScan::RowScan(const UploadRow& row, const ImportColumns& columns, const ImportTown& town)
    : columns_(columns), town_(town), fields_(import_fields(columns.kind())) {
  out_.number = row.number;
  out_.committee_column = column("committee");
  out_.name_column = column("name");
  out_.number_column = column(columns.kind() == TownFile::organisations ? "credit_code" : "document_number");
  out_.from_column = column("from_day");
  out_.employer_column = column("employer_code");
  if (row.too_wide != 0)
    out_.findings.push_back(registry::fault(ProblemCode::row_too_wide, row.too_wide));
  else
    read_cells(row);
}

void RowScan::read_cells(const UploadRow& row) {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const auto& at = columns_.at(i);
    if (!at || at->position >= row.cells.size()) continue;
    const auto& cell = row.cells[at->position];
    cells_[i] = &cell;
    if (cell.kind == formats::CellKind::error) {
      bad_[i] = true;
      out_.findings.push_back(registry::fault(ProblemCode::cell_error, at->column, std::string(cell.text)));
    } else if (cell.kind != formats::CellKind::empty) {
      texts_[i] = std::string(standards::trim(cell_text(cell)));
    }
  }
}

std::size_t RowScan::index(std::string_view field) const {
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if (fields_[i].code == field) return i;
  return texts_.size() - 1;  // a field that this kind of file does not have: always empty
}

std::uint32_t RowScan::column(std::string_view field) const {
  const auto i = index(field);
  if (i >= fields_.size() || !columns_.at(i)) return 0;
  return columns_.at(i)->column;
}

std::string RowScan::shown(std::string_view field) const {
  const auto out = masked(field, text(field));
  return field == "credit_code" || field == "employer_code" ? out : mask_numbers(out);
}

void RowScan::fault(ProblemCode code, std::string_view field) {
  bad_[index(field)] = true;
  out_.findings.push_back(registry::fault(code, column(field), shown(field)));
}

// Numbers from the reserved range belong to invented people: said once in the documents, not at every row.
void RowScan::warn(standards::Warning warning, std::string_view field) {
  if (warning == standards::Warning::reserved_demo) return;
  out_.findings.push_back(
      {.code = std::string(code(warning)), .column = column(field), .warning = true, .value = shown(field)});
}

void RowScan::fault_of(const Problem& problem, std::string_view field, ProblemCode unknown) {
  fault(problem.code == ProblemCode::bad_choice ? unknown : problem.code, field);
  for (const auto& arg : problem.args)
    if (arg.name == "max") out_.findings.back().limit = arg.value;
}

std::optional<std::string> RowScan::form(std::string_view field, const Form& wanted) {
  if (!has(field) || is_bad(field)) return std::nullopt;
  const auto* cell = cells_[index(field)];
  if (is_masked_field(field) && is_masked(text(field))) {
    fault(ProblemCode::number_masked, field);
    return std::nullopt;
  }
  if (is_masked_field(field) && formats::digits_lost(*cell)) {
    fault(ProblemCode::digits_lost, field);
    return std::nullopt;
  }
  auto value = normal_form(wanted.kind, wanted.record_field, text(field), town_.today);
  if (!value) {
    fault_of(value.problem(), field, wanted.unknown);
    return std::nullopt;
  }
  return *std::move(value);
}

void RowScan::take(std::string_view field, const Form& wanted, std::vector<FieldValue>& values) {
  if (auto value = form(field, wanted)) values.push_back({wanted.record_field, std::move(*value)});
}

std::optional<Day> RowScan::day(std::string_view field, Day latest) {
  if (!has(field) || is_bad(field)) return std::nullopt;
  const auto parsed = standards::parse_date(text(field), {.latest = latest});
  if (parsed) return *parsed;
  fault(parsed.problem().code == ProblemCode::date_out_of_range ? ProblemCode::date_out_of_range
                                                                : ProblemCode::bad_date,
        field);
  return std::nullopt;
}

void RowScan::take_committee() {
  if (!has("committee") || is_bad("committee")) return;
  out_.committee = town_.committees.find(text("committee"));
  if (!out_.committee) fault(ProblemCode::committee_unknown, "committee");
}

std::uint32_t RowScan::address_column() const {
  if (const auto whole = column("address"); whole != 0) return whole;
  for (const auto& each : kPartColumns)
    if (const auto part = column(each.field); part != 0) return part;
  return 0;
}

// The parts that the text does not have already, behind it.
std::string RowScan::address_text(std::string_view whole) const {
  std::string out(whole);
  std::optional<standards::StandardAddress> parsed;
  if (!whole.empty())
    if (auto read = standards::StandardAddress::parse(whole)) parsed = *std::move(read);
  for (const auto& each : kPartColumns) {
    const auto& value = text(each.field);
    if (value.empty() || (parsed && parsed->has(each.part))) continue;
    out += value;
    if (is_bare(value)) out += each.sign;
  }
  return out;
}

bool RowScan::has_address() const {
  if (has("address") || is_bad("address") || has("committee")) return true;
  return std::ranges::any_of(kPartColumns, [&](const PartColumn& part) { return has(part.field); });
}

void RowScan::take_address() {
  take_committee();
  const auto at = address_column();
  if (is_bad("address")) return;
  const auto given = address_text(text("address"));
  if (given.empty()) {
    out_.findings.push_back(registry::fault(ProblemCode::missing_address, at));
    return;
  }
  auto parsed = standards::StandardAddress::parse(given);
  if (!parsed || !names_division(*parsed)) {
    const auto* committee = out_.committee ? town_.committees.by_area(*out_.committee) : nullptr;
    const bool needs_village = committee && parsed && !parsed->has(AddressPart::road) &&
                               !parsed->has(AddressPart::poi) && !parsed->has(AddressPart::committee);
    parsed = standards::StandardAddress::parse(town_.text +
                                               (needs_village ? committee->name : std::string()) + given);
  }
  if (!parsed) {
    out_.findings.push_back(registry::fault(ProblemCode::bad_address, at, given));
    return;
  }
  const auto key = within_town(parsed->key(), town_.division);
  if (!key) {
    out_.findings.push_back(registry::fault(ProblemCode::address_outside_town, at, given));
    return;
  }
  auto chain = address_chain(*key);
  if (chain.empty()) {
    out_.findings.push_back(registry::fault(ProblemCode::bad_address, at, given));
    return;
  }
  out_.address = AddressClaim{.chain = std::move(chain),
                              .committee = std::string(parsed->part(AddressPart::committee)),
                              .understood = !parsed->has(AddressPart::rest),
                              .column = at};
}

void RowScan::take_use() {
  if (auto use = form("use", {RecordKind::premises, "use", ProblemCode::use_unknown}))
    out_.use = std::move(*use);
}

}  // namespace weige::registry
