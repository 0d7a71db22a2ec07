#include "registry/import_picture_store.h"

#include <algorithm>
#include <unordered_set>

#include "registry/address_store.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

using Keys = std::unordered_set<std::string>;

class Loader {
 public:
  Loader(store::Transaction& tx, const PictureScopes& scopes) : tx_(tx), scopes_(scopes) {}

  ImportPicture load(TownFile kind, std::span<const ParsedRow> rows) {
    tx_.each(
        "SELECT area_id FROM post_scope WHERE post_id = $1",
        [&](const store::Row& row) { picture_.scope.insert(row.int64(0)); }, scopes_.sender);
    load_places(rows);
    if (kind == TownFile::residents) load_people(rows);
    if (kind == TownFile::organisations) load_organisations(rows);
    if (kind == TownFile::addresses) load_labels(rows);
    return std::move(picture_);
  }

 private:
  std::vector<Record> fetch(RecordKind kind, std::string_view field, const Keys& keys) {
    const std::vector<std::string> values(keys.begin(), keys.end());
    auto found = find_records_in(tx_, scopes_.everywhere, kind, {field, values});
    for (const auto& record : found) picture_.remember(record);
    return found;
  }

  void load_places(std::span<const ParsedRow> rows) {
    Keys canonicals, ids;
    for (const auto& row : rows)
      if (row.address)
        for (const auto& node : row.address->chain) canonicals.insert(node.canonical);
    for (const auto& address : fetch(RecordKind::address, "current_key", canonicals)) {
      canonicals.erase(std::string(address.text("canonical")));
      ids.insert(std::to_string(address.id));
    }
    for (const auto& [canonical, id] :
         addresses_by_alias(tx_, scopes_.everywhere, {canonicals.begin(), canonicals.end()})) {
      if (const auto address = find_record(tx_, scopes_.everywhere, RecordKind::address, id))
        picture_.remember(*address);
      picture_.remember_alias(canonical, id);
      ids.insert(std::to_string(id));
    }
    fetch(RecordKind::premises, "address_key", ids);
  }

  const Record* premises_of(const ParsedRow& row) const {
    const auto* address = row.address ? picture_.address(row.address->canonical()) : nullptr;
    return address ? picture_.premises_at(address->id) : nullptr;
  }

  void load_people(std::span<const ParsedRow> rows) {
    Keys numbers, homes, people, employers;
    for (const auto& row : rows)
      if (!row.key.empty()) numbers.insert(row.key);
    fetch(RecordKind::person, "document_key", numbers);
    load_found(rows, people);
    for (const auto& row : rows) {
      const auto* person = row.key.empty() ? nullptr : picture_.person(row.key);
      if (person) people.insert(std::to_string(person->id));
      if (const auto* premises = person ? nullptr : premises_of(row))
        homes.insert(std::to_string(premises->id));
      for (const auto& each : row.employment)
        if (each.field == "credit_code") employers.insert(each.value);
    }
    Keys neighbours;
    for (const auto& residence : fetch(RecordKind::residence, "premises_id", homes))
      neighbours.insert(*residence["person_id"]);
    for (const auto& person : fetch(RecordKind::person, "id", neighbours))
      people.insert(std::to_string(person.id));
    fetch(RecordKind::residence, "person_id", people);
    if (employers.empty()) return;
    fetch(RecordKind::organisation, "credit_key", employers);
    fetch(RecordKind::employment, "person_id", people);
  }

  // Those who were found beforehand.
  void load_found(std::span<const ParsedRow> rows, Keys& people) {
    Keys found;
    for (const auto& row : rows)
      if (row.person.value_or(0) != 0) found.insert(std::to_string(*row.person));
    fetch(RecordKind::person, "id", found);
    people.merge(found);
  }

  void load_organisations(std::span<const ParsedRow> rows) {
    Keys codes, places;
    for (const auto& row : rows)
      if (!row.key.empty()) codes.insert(row.key);
    fetch(RecordKind::organisation, "credit_key", codes);
    for (const auto& row : rows)
      if (row.key.empty() || !picture_.organisation(row.key))
        if (const auto* premises = premises_of(row)) places.insert(std::to_string(premises->id));
    fetch(RecordKind::organisation, "premises_id", places);
  }

  void load_labels(std::span<const ParsedRow> rows) {
    Keys places;
    for (const auto& row : rows)
      if (const auto* premises = row.labels.empty() ? nullptr : premises_of(row))
        places.insert(std::to_string(premises->id));
    fetch(RecordKind::premises_label, "premises_id", places);
  }

  store::Transaction& tx_;
  const PictureScopes& scopes_;
  ImportPicture picture_;
};

}  // namespace

ImportPicture load_picture(store::Transaction& tx, const PictureScopes& scopes, TownFile kind,
                           std::span<const ParsedRow> rows) {
  return Loader(tx, scopes).load(kind, rows);
}

}  // namespace weige::registry
