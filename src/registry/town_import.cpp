#include "registry/town_import.h"

#include <algorithm>
#include <array>
#include <map>

#include "registry/code_lists.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

// 北居民委员会, 北社区居委会, 北居委 and 北 are one; 前明村村委会, 前明村委会 and 前明村 another.
std::string committee_stem(std::string_view text) {
  std::string name = standards::fold_text(text);
  std::erase(name, ' ');
  static constexpr std::array<std::string_view, 12> kEndings{
      "社区居民委员会", "居民委员会", "社区居委会", "居委会", "居委", "社区",
      "村村民委员会",   "村民委员会", "村村委会",   "村委会", "村委", "村"};
  for (const auto ending : kEndings)
    if (name.size() > ending.size() && name.ends_with(ending))
      return name.substr(0, name.size() - ending.size());
  return name;
}

const ProblemEntry* entry_of(std::string_view code) {
  static const std::vector<ProblemEntry> all = whole_catalogue();
  const auto found = std::ranges::find(all, code, &ProblemEntry::code);
  return found == all.end() ? nullptr : &*found;
}

std::optional<standards::Warning> warning_of(std::string_view text) {
  for (int i = 0; i <= static_cast<int>(standards::Warning::single_character); ++i)
    if (const auto each = static_cast<standards::Warning>(i); standards::code(each) == text) return each;
  return std::nullopt;
}

Problem as_problem(const Finding& finding, const ProblemEntry& entry) {
  auto out = problem(entry.name);
  if (!finding.other_row.empty()) out.args.push_back({"row", finding.other_row});
  if (!finding.limit.empty()) out.args.push_back({"max", finding.limit});
  return out;
}

std::string_view find_value(std::span<const FieldValue> values, std::string_view field) {
  const auto found = std::ranges::find(values, field, &FieldValue::field);
  return found == values.end() ? std::string_view{} : std::string_view(found->value);
}

Problem bad_mapping(TownFile kind, std::string_view field) {
  const auto* known = find_import_field(kind, field);
  return problem(ProblemCode::mapping, "mapping").with("field", std::string(known ? known->zh : field));
}

}  // namespace

Committees::Committees(std::vector<Committee> all) : all_(std::move(all)) {}

std::optional<std::int64_t> Committees::find(std::string_view text) const {
  const auto stem = committee_stem(text);
  const Committee* by_stem = nullptr;
  bool several = false;
  for (const auto& each : all_) {
    if (each.code == text || each.name == text) return each.area_id;
    if (committee_stem(each.name) != stem) continue;
    several = by_stem != nullptr;
    by_stem = &each;
  }
  if (!by_stem || several) return std::nullopt;
  return by_stem->area_id;
}

const Committee* Committees::by_area(std::int64_t area_id) const {
  const auto found = std::ranges::find(all_, area_id, &Committee::area_id);
  return found == all_.end() ? nullptr : &*found;
}

Finding fault(ProblemCode code, std::uint32_t column, std::string value) {
  return {.code = std::string(catalogue_entry(code).code), .column = column, .value = std::move(value)};
}

bool any_fault(std::span<const Finding> findings) {
  return std::ranges::any_of(findings, [](const Finding& each) { return !each.warning; });
}

std::string title(const Finding& finding, Language language) {
  if (const auto* entry = entry_of(finding.code); entry && !finding.warning)
    return title(as_problem(finding, *entry), language);
  if (const auto warning = warning_of(finding.code))
    return std::string(language == Language::zh ? standards::zh_text(*warning)
                                                : standards::en_text(*warning));
  return finding.code;
}

std::string mend(const Finding& finding, Language language) {
  const auto* entry = finding.warning ? nullptr : entry_of(finding.code);
  return entry ? mend(as_problem(finding, *entry), language) : std::string();
}

std::vector<ColumnMapping> guess_mapping(TownFile kind, const UploadSheet& sheet) {
  std::vector<ColumnMapping> out;
  const auto taken = [&](std::string_view field) {
    return std::ranges::count(out, field, &ColumnMapping::field) > 0;
  };
  for (const bool sure : {true, false})
    for (const auto& column : sheet.columns) {
      const auto guess = guess_field(kind, column.title);
      if (!guess || guess->sure != sure || taken(guess->field)) continue;
      out.push_back({column.column, std::string(guess->field)});
    }
  return out;
}

Result<ImportColumns> ImportColumns::of(TownFile kind, const UploadSheet& sheet,
                                        std::span<const ColumnMapping> mapping, RowNeeds needs) {
  ImportColumns out;
  out.kind_ = kind;
  out.kept_ = sheet.columns;
  const auto all = import_fields(kind);
  out.places_.resize(all.size());
  bool parts = false;
  for (const auto& each : mapping) {
    if (each.field.empty()) continue;
    const auto* field = find_import_field(kind, each.field);
    const auto column = std::ranges::find(sheet.columns, each.column, &UploadColumn::column);
    if (!field || column == sheet.columns.end()) return bad_mapping(kind, each.field);
    auto& place = out.places_[static_cast<std::size_t>(field - all.data())];
    if (place) return bad_mapping(kind, each.field);
    place = At{static_cast<std::size_t>(column - sheet.columns.begin()), each.column};
    parts = parts || is_address_part(each.field);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool address = all[i].code == "address";
    const bool needed = all[i].required && !(address && (parts || needs == RowNeeds::whatever_there_is));
    if (needed && !out.places_[i]) return bad_mapping(kind, all[i].code);
  }
  return out;
}

std::uint32_t ImportColumns::column_of(std::string_view field) const {
  const auto all = import_fields(kind_);
  const auto* known = find_import_field(kind_, field);
  const auto& place = places_[static_cast<std::size_t>(known - all.data())];
  return place ? place->column : 0;
}

std::string_view ParsedRow::text(std::string_view field) const {
  return find_value(subject, field);
}
std::string_view ParsedRow::residence_text(std::string_view field) const {
  return find_value(residence, field);
}

}  // namespace weige::registry
