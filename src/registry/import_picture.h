// ImportPicture: what the register holds about the things that some rows of a file name, as of one
// transaction, and what has been added to it since. Pure; filled by import_picture_store.
#pragma once

#include <array>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "registry/record.h"

namespace weige::registry {

class ImportPicture {
 public:
  std::set<std::int64_t> scope;  // the areas that the sender covers

  // Adds the record, or puts it in place of its former state.
  void remember(const Record& record);
  // Another text under which an address is found.
  void remember_alias(const std::string& canonical, std::int64_t address_id) {
    addresses_[canonical] = address_id;
  }

  using Found = std::vector<const Record*>;
  const Record* find(RecordKind kind, std::int64_t id) const;
  const Record* address(const std::string& canonical) const;
  const Record* premises_at(std::int64_t address_id) const;
  const Record* person(const std::string& document_key) const;
  const Record* organisation(const std::string& credit_code) const;
  // Whatever their state.
  Found residences_of(std::int64_t person_id) const {
    return all(RecordKind::residence, residences_of_, person_id);
  }
  Found residences_at(std::int64_t premises_id) const {
    return all(RecordKind::residence, residences_at_, premises_id);
  }
  Found organisations_at(std::int64_t premises_id) const {
    return all(RecordKind::organisation, organisations_at_, premises_id);
  }
  Found labels_of(std::int64_t premises_id) const {
    return all(RecordKind::premises_label, labels_of_, premises_id);
  }
  Found employments_of(std::int64_t person_id) const {
    return all(RecordKind::employment, employments_of_, person_id);
  }

 private:
  using Index = std::unordered_map<std::int64_t, std::vector<std::int64_t>>;
  Found all(RecordKind kind, const Index& index, std::int64_t key) const;
  static void note(Index& index, std::optional<std::int64_t> key, std::int64_t id);
  const Record* by_text(RecordKind kind, const std::unordered_map<std::string, std::int64_t>& index,
                        const std::string& text) const;

  std::array<std::unordered_map<std::int64_t, Record>, kRecordKinds.size()> records_;
  std::unordered_map<std::string, std::int64_t> addresses_, persons_, organisations_;
  std::unordered_map<std::int64_t, std::int64_t> premises_;
  Index residences_of_, residences_at_, organisations_at_, labels_of_, employments_of_;
};

}  // namespace weige::registry
