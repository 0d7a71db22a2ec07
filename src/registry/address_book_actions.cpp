#include "registry/address_book_actions.h"

#include "registry/address_store.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

std::optional<Record> in_register(store::Transaction& tx, const access::Scope& everywhere,
                                  const std::string& canonical) {
  auto found = find_records(tx, everywhere, RecordKind::address, {"current_key", canonical}, 1);
  if (!found.empty()) return std::move(found.front());
  if (const auto id = address_by_alias(tx, everywhere, canonical))
    return find_record(tx, everywhere, RecordKind::address, *id);
  return std::nullopt;
}

}  // namespace

std::optional<KnownAddress> AddressBook::find(const std::string& canonical) {
  if (const auto seen = seen_.find(canonical); seen != seen_.end()) return seen->second;
  const auto address = in_register(tx_, everywhere_, canonical);
  if (!address) return std::nullopt;
  KnownAddress known{.id = address->id, .area_id = address->area()};
  const auto premises =
      find_records(tx_, everywhere_, RecordKind::premises, {"address_key", std::to_string(address->id)}, 1);
  if (!premises.empty()) known.premises_id = premises.front().id;
  return seen_.emplace(canonical, known).first->second;
}

Result<KnownAddress> AddressBook::add(RegisterWriter& writer, const AddressNode& node,
                                      const KnownAddress* parent, const AddressPlace& place) {
  Record record(RecordKind::address);
  const auto area = belongs_to_town(node.level) ? place.town_area_id : place.area_id;
  if (area == place.town_area_id) writer.allow_area(area);
  record.set_number("area_id", area);
  record["state"] = "current";
  if (parent) record.set_number("parent_id", parent->id);
  record["level"] = node.level;
  record["element"] = node.element;
  record["canonical"] = node.canonical;
  WEIGE_CHECK(writer.add(record, place.valid_from));
  const KnownAddress known{.id = record.id, .area_id = area, .is_new = true};
  seen_.insert_or_assign(node.canonical, known);
  return known;
}

Result<KnownAddress> AddressBook::find_or_add(RegisterWriter& writer, const standards::AddressKey& key,
                                              const AddressPlace& place) {
  const auto chain = address_chain(key);
  if (chain.empty()) return problem(ProblemCode::bad_address);
  std::optional<KnownAddress> parent;
  for (const auto& node : chain) {
    // Under an address that this operation added there is nothing in the database to look for.
    const bool may_be_there = !parent || !parent->is_new || seen_.contains(node.canonical);
    auto known = may_be_there ? find(node.canonical) : std::nullopt;
    if (!known) {
      WEIGE_TRY(known, add(writer, node, parent ? &*parent : nullptr, place));
    }
    parent = known;
  }
  return *parent;
}

Result<std::int64_t> AddressBook::premises_at(RegisterWriter& writer, const std::string& canonical,
                                              std::string_view use, const AddressPlace& place) {
  const auto address = find(canonical);
  if (!address) return problem(ProblemCode::not_found);
  if (address->premises_id) return *address->premises_id;
  Record premises(RecordKind::premises);
  premises.set_number("area_id", address->area_id);
  premises["state"] = "current";
  premises.set_number("address_id", address->id);
  premises["use"] = std::string(use);
  WEIGE_CHECK(writer.add(premises, place.valid_from));
  seen_[canonical].premises_id = premises.id;
  return premises.id;
}

}  // namespace weige::registry
