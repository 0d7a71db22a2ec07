#include "registry/file_keys.h"

#include <algorithm>
#include <functional>

namespace weige::registry {
namespace {

std::uint64_t hash_of(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

// Empty where there is no address, or one with a fault: what cannot be read is not the same as anything.
std::string place_of(const ParsedRow& row) {
  if (!row.address || !row.address->understood) return {};
  const bool faulty = std::ranges::any_of(
      row.findings, [&](const Finding& each) { return !each.warning && each.column == row.address->column; });
  return faulty ? std::string() : row.address->canonical();
}

}  // namespace

FileKeys::FileKeys(const ImportColumns& columns)
    : kind_(columns.kind()),
      number_column_(kind_ == TownFile::residents       ? columns.column_of("document_number")
                     : kind_ == TownFile::organisations ? columns.column_of("credit_code")
                                                        : 0),
      name_column_(kind_ == TownFile::addresses ? 0 : columns.column_of("name")) {}

void FileKeys::add(const ParsedRow& row) {
  const auto place = place_of(row);
  if (kind_ == TownFile::addresses ? place.empty() : row.name_key.empty()) return;
  std::string key = row.key;
  auto column = number_column_;
  if (kind_ == TownFile::addresses) {
    key = place;
    column = row.address->column;
  } else if (key.empty()) {
    if (place.empty()) return;
    key = row.name_key + "|" + std::string(row.text("birth_date")) + "|" + place;
    column = name_column_;
  }
  if (row.address) address_column_ = row.address->column;
  const bool residents = kind_ == TownFile::residents;
  const auto from = residents ? std::string(row.residence_text("from_day")) : std::string();
  const bool open = row.residence_text("to_day").empty();
  const Seen now{.row = row.number,
                 .name = hash_of(row.name_key),
                 .place = hash_of(open ? place : place + "|" + from),
                 .open_main = open && row.residence_text("kind") != "other"};
  auto& earlier = seen_[hash_of(key)];
  for (const auto& each : earlier) compare(each, now, column);
  earlier.push_back(now);
}

void FileKeys::compare(const Seen& earlier, const Seen& now, std::uint32_t column) {
  if (earlier.name != now.name) return both(ProblemCode::one_number_two_names, column, earlier, now);
  if (kind_ != TownFile::residents || earlier.place == now.place)
    return both(ProblemCode::duplicate_row, column, earlier, now);
  if (earlier.open_main && now.open_main)
    both(ProblemCode::two_main_residences, address_column_, earlier, now);
}

// Of several contradictions of one sort a row tells the first.
void FileKeys::both(ProblemCode code, std::uint32_t column, const Seen& one, const Seen& other) {
  const auto add = [&](std::uint32_t row, std::uint32_t against) {
    auto finding = fault(code, column);
    finding.other_row = std::to_string(against);
    auto& findings = conflicts_[row];
    if (std::ranges::none_of(findings, [&](const Finding& each) { return each.code == finding.code; }))
      findings.push_back(std::move(finding));
  };
  add(one.row, other.row);
  add(other.row, one.row);
}

}  // namespace weige::registry
