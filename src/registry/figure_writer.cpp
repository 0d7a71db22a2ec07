#include "registry/figure_writer.h"

#include <array>
#include <span>

#include "registry/figure_store.h"

namespace weige::registry {
namespace {

// The fields on which a place's figures depend; a change to others touches no place.
std::span<const std::string_view> telling_fields(RecordKind kind) {
  static constexpr std::array<std::string_view, 4> kAddress{"area_id", "state", "parent_id", "level"};
  static constexpr std::array<std::string_view, 2> kPremises{"use", "address_key"};
  static constexpr std::array<std::string_view, 3> kLabel{"premises_id", "label", "open_key"};
  static constexpr std::array<std::string_view, 4> kResidence{"premises_id", "state", "to_day", "main_key"};
  static constexpr std::array<std::string_view, 3> kOrganisation{"premises_id", "state", "area_id"};
  switch (kind) {
    case RecordKind::address:
      return kAddress;
    case RecordKind::premises:
      return kPremises;
    case RecordKind::premises_label:
      return kLabel;
    case RecordKind::residence:
      return kResidence;
    case RecordKind::organisation:
      return kOrganisation;
    case RecordKind::person:
    case RecordKind::employment:
      return {};
  }
  return {};
}

bool differ(const Record& before, const Record& after, std::span<const std::string_view> names) {
  for (const auto name : names)
    if (before[name] != after[name]) return true;
  return false;
}

std::vector<std::int64_t> listed(const std::set<std::int64_t>& ids) {
  return {ids.begin(), ids.end()};
}

}  // namespace

void FigureWriter::touch_address(std::optional<std::int64_t> address_id) {
  if (address_id && touched_.insert(*address_id).second) pending_.insert(*address_id);
}

void FigureWriter::touch_premises(std::optional<std::int64_t> premises_id) {
  if (!premises_id) return;
  if (const auto known = address_of_.find(*premises_id); known != address_of_.end())
    touch_address(known->second);
  else
    pending_premises_.insert(*premises_id);
}

void FigureWriter::touch(const Record& record) {
  switch (record.kind) {
    case RecordKind::address:
      touch_address(record.id);
      touch_address(record.number("parent_id"));
      break;
    case RecordKind::premises:
      touch_address(record.number("address_id"));
      address_of_[record.id] = *record.number("address_id");
      break;
    case RecordKind::premises_label:
    case RecordKind::residence:
    case RecordKind::organisation:
      touch_premises(record.number("premises_id"));
      break;
    case RecordKind::person:
    case RecordKind::employment:
      break;
  }
}

void FigureWriter::adding(const Record& record) {
  touch(record);
  if (record.kind == RecordKind::address) fresh_.insert(record.id);
  if (record.kind == RecordKind::person) fresh_persons_[record.id] = std::string(record.text("category"));
  if (record.kind == RecordKind::residence) written_days_[record.id] = record.confirmed_at;
  count(record, 1);
}

void FigureWriter::changing(const Record& before, const Record& after) {
  if (!differ(before, after, telling_fields(after.kind))) return;
  touch(before);
  touch(after);
}

void FigureWriter::changed(const Record& before, const Record& after) {
  if (after.kind == RecordKind::person) return move_category(before, after);
  if (after.kind == RecordKind::residence) return move_resident(before, after);
  count(before, -1);
  count(after, 1);
}

// What follows from the record alone.
void FigureWriter::count(const Record& record, int times) {
  switch (record.kind) {
    case RecordKind::residence:
      count_confirmed(record, record.confirmed_at, times);
      return count_category(record, times);
    case RecordKind::employment:  // 从业人员: an employment that goes on; whoever has two works at both
      if (record["open_key"]) add(figures_, {record.area(), Figure::workers}, times);
      return;
    case RecordKind::organisation:  // one that has no premises yet; the others are counted with their place
      if (record.text("state") == "current" && !record["premises_id"])
        add(figures_, {record.area(), Figure::organisations}, times);
      return;
    default:
      return;
  }
}

void FigureWriter::count_confirmed(const Record& residence, Day confirmed, int times) {
  if (const auto area = area_of_resident(residence))
    add(figures_, {*area, Figure::confirmed, to_iso(confirmed)}, times);
}

void FigureWriter::count_category(const Record& residence, int times) {
  if (const auto area = area_of_resident(residence))
    add(figures_, {*area, Figure::category, category(*residence.number("person_id"))}, times);
}

// The record handed in may be older than what this operation wrote, as to the day: it knows what it wrote.
void FigureWriter::move_resident(const Record& before, const Record& after) {
  const auto written = written_days_.find(before.id);
  count_confirmed(before, written == written_days_.end() ? before.confirmed_at : written->second, -1);
  count_confirmed(after, after.confirmed_at, 1);
  written_days_.insert_or_assign(after.id, after.confirmed_at);
  if (area_of_resident(before) == area_of_resident(after) && before["main_key"] == after["main_key"]) return;
  count_category(before, -1);
  count_category(after, 1);
}

std::string FigureWriter::category(std::int64_t person_id) {
  const auto fresh = fresh_persons_.find(person_id);
  return fresh != fresh_persons_.end() ? fresh->second : category_of_person(tx_, person_id);
}

void FigureWriter::move_category(const Record& before, const Record& after) {
  if (before["category"] == after["category"]) return;
  if (const auto fresh = fresh_persons_.find(after.id); fresh != fresh_persons_.end())
    fresh->second = std::string(after.text("category"));
  const auto area = area_of_main_residence(tx_, after.id);
  if (!area) return;
  add(figures_, {*area, Figure::category, std::string(before.text("category"))}, -1);
  add(figures_, {*area, Figure::category, std::string(after.text("category"))}, 1);
}

void FigureWriter::resolve_premises() {
  const auto unknown = listed(pending_premises_);
  pending_premises_.clear();
  for (const auto& [premises, address] : addresses_of_premises(tx_, unknown)) address_of_[premises] = address;
  for (const auto premises : unknown)
    if (const auto known = address_of_.find(premises); known != address_of_.end())
      touch_address(known->second);
}

void FigureWriter::look() {
  resolve_premises();
  std::erase_if(pending_, [&](std::int64_t id) { return fresh_.contains(id); });
  for (const auto& place : find_places(tx_, listed(pending_))) add_place(figures_, place, -1);
  pending_.clear();
}

void FigureWriter::finish(access::PostId post) {
  for (const auto& place : find_places(tx_, listed(touched_))) add_place(figures_, place, 1);
  add_to_figures(tx_, post, figures_);
  figures_.clear();
}

}  // namespace weige::registry
