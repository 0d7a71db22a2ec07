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

  // What a place lies in is only asked for where the place itself is not known.
  void load_places(std::span<const ParsedRow> rows) {
    Keys places, surroundings;
    for (const auto& row : rows)
      if (row.address) places.insert(row.address->canonical());
    auto ids = fetch_addresses(places);
    for (const auto& row : rows)
      if (row.address && places.contains(row.address->canonical()))
        for (const auto& node : row.address->chain) surroundings.insert(node.canonical);
    ids.merge(fetch_addresses(surroundings));
    surroundings.merge(places);
    for (const auto& [canonical, id] :
         addresses_by_alias(tx_, scopes_.everywhere, {surroundings.begin(), surroundings.end()})) {
      if (const auto address = find_record(tx_, scopes_.everywhere, RecordKind::address, id))
        picture_.remember(*address);
      picture_.remember_alias(canonical, id);
      ids.insert(std::to_string(id));
    }
    fetch(RecordKind::premises, "address_key", ids);
  }

  // Their ids; those that there are leave the set.
  Keys fetch_addresses(Keys& canonicals) {
    Keys ids;
    for (const auto& address : fetch(RecordKind::address, "current_key", canonicals)) {
      canonicals.erase(std::string(address.text("canonical")));
      ids.insert(std::to_string(address.id));
    }
    return ids;
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
      // Whoever was looked for beforehand is not looked for among those who live there.
      if (const auto* premises = person || row.person ? nullptr : premises_of(row))
        homes.insert(std::to_string(premises->id));
      for (const auto& each : row.employment)
        if (each.field == "credit_code") employers.insert(each.value);
    }
    Keys neighbours;
    for (const auto& residence : fetch(RecordKind::residence, "premises_id", homes))
      neighbours.insert(*residence["person_id"]);
    fetch_people(neighbours);
    for (const auto& person : neighbours)
      if (picture_.find(RecordKind::person, std::stoll(person))) people.insert(person);
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
    fetch_people(found);
    people.merge(found);
  }

  // Those who are not in the picture yet: opening a number takes longer than all the rest.
  void fetch_people(const Keys& ids) {
    Keys missing;
    for (const auto& id : ids)
      if (!picture_.find(RecordKind::person, std::stoll(id))) missing.insert(id);
    fetch(RecordKind::person, "id", missing);
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
