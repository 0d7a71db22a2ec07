#include "registry/import_picture.h"

#include <algorithm>

namespace weige::registry {

void ImportPicture::note(Index& index, std::optional<std::int64_t> key, std::int64_t id) {
  if (!key) return;
  auto& ids = index[*key];
  if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
}

void ImportPicture::remember(const Record& record) {
  auto& slot =
      records_[static_cast<std::size_t>(record.kind)].insert_or_assign(record.id, record).first->second;
  derive(slot);
  switch (record.kind) {
    case RecordKind::address:
      if (slot["current_key"]) addresses_[*slot["current_key"]] = slot.id;
      break;
    case RecordKind::premises:
      if (slot["address_key"]) premises_[*slot.number("address_key")] = slot.id;
      break;
    case RecordKind::person:
      if (slot["document_key"]) persons_[*slot["document_key"]] = slot.id;
      break;
    case RecordKind::organisation:
      if (slot["credit_key"]) organisations_[*slot["credit_key"]] = slot.id;
      note(organisations_at_, slot.number("premises_id"), slot.id);
      break;
    case RecordKind::residence:
      note(residences_of_, slot.number("person_id"), slot.id);
      note(residences_at_, slot.number("premises_id"), slot.id);
      break;
    case RecordKind::premises_label:
      note(labels_of_, slot.number("premises_id"), slot.id);
      break;
    case RecordKind::employment:
      note(employments_of_, slot.number("person_id"), slot.id);
      break;
  }
}

const Record* ImportPicture::find(RecordKind kind, std::int64_t id) const {
  const auto& of_kind = records_[static_cast<std::size_t>(kind)];
  const auto found = of_kind.find(id);
  return found == of_kind.end() ? nullptr : &found->second;
}

const Record* ImportPicture::by_text(RecordKind kind,
                                     const std::unordered_map<std::string, std::int64_t>& index,
                                     const std::string& text) const {
  const auto found = index.find(text);
  return found == index.end() ? nullptr : find(kind, found->second);
}

const Record* ImportPicture::address(const std::string& canonical) const {
  return by_text(RecordKind::address, addresses_, canonical);
}
const Record* ImportPicture::person(const std::string& document_key) const {
  return by_text(RecordKind::person, persons_, document_key);
}
const Record* ImportPicture::organisation(const std::string& credit_code) const {
  return by_text(RecordKind::organisation, organisations_, credit_code);
}

const Record* ImportPicture::premises_at(std::int64_t address_id) const {
  const auto found = premises_.find(address_id);
  return found == premises_.end() ? nullptr : find(RecordKind::premises, found->second);
}

// An entry whose record has moved elsewhere since is left out.
ImportPicture::Found ImportPicture::all(RecordKind kind, const Index& index, std::int64_t key) const {
  Found out;
  const auto found = index.find(key);
  if (found == index.end()) return out;
  const bool by_person = &index == &residences_of_ || &index == &employments_of_;
  for (const auto id : found->second) {
    const auto* record = find(kind, id);
    if (record && record->number(by_person ? "person_id" : "premises_id") == key) out.push_back(record);
  }
  return out;
}

}  // namespace weige::registry
