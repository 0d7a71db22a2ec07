#include "registry/export.h"

#include <array>
#include <stdexcept>

#include "registry/purpose_mask.h"
#include "registry/record_rules.h"

namespace weige::registry {
namespace {

using List = CodeListName;

constexpr std::array kResidents{ExportColumn{"name"},
                                ExportColumn{"document_type", List::document_types},
                                ExportColumn{"document_number", {}, CellShape::text, 22},
                                ExportColumn{"sex", List::sexes, CellShape::text, 6},
                                ExportColumn{"birth_date", {}, CellShape::day},
                                ExportColumn{"phone", {}, CellShape::text, 16},
                                ExportColumn{"registered_place", {}, CellShape::text, 30},
                                ExportColumn{"category", List::categories},
                                ExportColumn{"address", {}, CellShape::text, 44},
                                ExportColumn{"committee", {}, CellShape::text, 20},
                                ExportColumn{"use", List::premises_uses},
                                ExportColumn{"residence_kind", List::residence_kinds},
                                ExportColumn{"relation", List::relations},
                                ExportColumn{"from_day", {}, CellShape::day},
                                ExportColumn{"to_day", {}, CellShape::day},
                                ExportColumn{"employer_code", {}, CellShape::text, 22},
                                ExportColumn{"job"},
                                ExportColumn{"employed_from", {}, CellShape::day}};
constexpr std::array kAddresses{ExportColumn{"address", {}, CellShape::text, 44},
                                ExportColumn{"committee", {}, CellShape::text, 20},
                                ExportColumn{"use", List::premises_uses},
                                ExportColumn{"labels", List::premises_labels, CellShape::text, 20},
                                ExportColumn{"owner_name"},
                                ExportColumn{"owner_phone", {}, CellShape::text, 16},
                                ExportColumn{"agent_name"},
                                ExportColumn{"agent_phone", {}, CellShape::text, 16},
                                ExportColumn{"headcount_limit", {}, CellShape::integer, 10},
                                ExportColumn{"lng", {}, CellShape::real},
                                ExportColumn{"lat", {}, CellShape::real},
                                ExportColumn{"datum"}};
constexpr std::array kOrganisations{ExportColumn{"name", {}, CellShape::text, 36},
                                    ExportColumn{"credit_code", {}, CellShape::text, 22},
                                    ExportColumn{"kind", List::organisation_kinds},
                                    ExportColumn{"contact_name"},
                                    ExportColumn{"contact_phone", {}, CellShape::text, 16},
                                    ExportColumn{"address", {}, CellShape::text, 44},
                                    ExportColumn{"committee", {}, CellShape::text, 20},
                                    ExportColumn{"use", List::premises_uses}};

std::string names_of(CodeListName list, std::string_view codes) {
  std::string out;
  while (!codes.empty()) {
    const auto comma = codes.find(',');
    if (!out.empty()) out += "、";
    out += zh_of(list, codes.substr(0, comma));
    codes.remove_prefix(comma == codes.npos ? codes.size() : comma + 1);
  }
  return out;
}

}  // namespace

std::string_view code(ExportFormat format) {
  return format == ExportFormat::xlsx ? "xlsx" : "csv";
}

std::optional<ExportFormat> export_format_of(std::string_view text) {
  for (const auto format : {ExportFormat::xlsx, ExportFormat::csv})
    if (code(format) == text) return format;
  return std::nullopt;
}

std::string_view code(Numbers numbers) {
  return numbers == Numbers::full ? "full" : "masked";
}

std::string_view ExportColumn::title(TownFile kind) const {
  const auto* known = find_import_field(kind, field);
  if (!known) throw std::logic_error("an export column that no import knows");
  return known->zh;
}

std::span<const ExportColumn> export_columns(TownFile kind) {
  if (kind == TownFile::residents) return kResidents;
  if (kind == TownFile::organisations) return kOrganisations;
  return kAddresses;
}

std::vector<std::size_t> shown_columns(TownFile kind, access::Purpose purpose) {
  const auto columns = export_columns(kind);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (shows_field(purpose, columns[i].field)) out.push_back(i);
  return out;
}

std::string shown(const ExportColumn& column, std::string_view value, Numbers numbers) {
  if (column.list) return names_of(*column.list, value);
  if (numbers == Numbers::masked) return masked(column.field, value);
  return std::string(value);
}

std::string_view sheet_name(TownFile kind) {
  if (kind == TownFile::residents) return "实有人口";
  if (kind == TownFile::organisations) return "实有单位";
  return "标准地址";
}

std::string export_file_name(std::string_view area, TownFile kind, Day day, ExportFormat format) {
  std::string out;
  for (const char c : area) {
    const bool plain = static_cast<unsigned char>(c) >= 0x20 &&
                       std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos;
    out.push_back(plain ? c : '_');
  }
  out.append("-").append(sheet_name(kind)).append("-").append(to_iso(day));
  return out.append(".").append(code(format));
}

}  // namespace weige::registry
