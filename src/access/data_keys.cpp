#include "access/data_keys.h"

#include <algorithm>
#include <stdexcept>

namespace weige::access {
namespace {

std::string named(const seal::Place& place) {
  return std::string(place.table) + "." + std::string(place.column) + " of row " + std::to_string(place.row);
}

}  // namespace

DataKeys::Entry& DataKeys::entry(const KeyOwner& owner) {
  const std::pair<std::string, std::int64_t> name(owner.kind, owner.id);
  if (const auto found = entries_.find(name); found != entries_.end()) return found->second;
  const auto key = find_data_key(tx_, owner);
  return learn(owner, key ? &*key : nullptr);
}

DataKeys::Entry& DataKeys::learn(const KeyOwner& owner, const WrappedKey* key) {
  Entry read{.destroyed = key && !key->wrapped};
  if (key && key->wrapped) read.sealer = ring_.unwrap(*key);
  return entries_.insert_or_assign({std::string(owner.kind), owner.id}, std::move(read)).first->second;
}

void DataKeys::prepare(std::string_view kind, std::span<const std::int64_t> ids, Owners owners) {
  std::vector<std::int64_t> unknown;
  for (const auto id : ids) {
    const auto found = entries_.find({std::string(kind), id});
    if (found == entries_.end() || (!found->second.sealer && !found->second.destroyed)) unknown.push_back(id);
  }
  std::ranges::sort(unknown);
  const auto doubles = std::ranges::unique(unknown);
  unknown.erase(doubles.begin(), doubles.end());
  if (owners == Owners::all)
    for (const auto& key : find_data_keys(tx_, kind, unknown)) learn(key.owner(), &key);
  std::vector<WrappedKey> made;
  for (const auto id : unknown) {
    auto& slot = entries_[{std::string(kind), id}];
    if (slot.sealer || slot.destroyed) continue;
    auto fresh = ring_.new_key({kind, id}, newest_master());
    slot.sealer = std::move(fresh.sealer);
    made.push_back(std::move(fresh.key));
  }
  insert_data_keys(tx_, made);
}

// The newest master is asked of the database: an instance that was started before a new one was made learns
// of it here, and a master that is being retired wraps nothing any more.
std::uint32_t DataKeys::newest_master() {
  if (!newest_) newest_ = newest_ring_key(tx_);
  if (!newest_) throw std::logic_error("a database without master keys");
  return *newest_;
}

seal::Sealer DataKeys::make(const KeyOwner& owner) {
  auto made = ring_.new_key(owner, newest_master());
  insert_data_keys(tx_, {&made.key, 1});
  return std::move(made.sealer);
}

std::string DataKeys::seal(const KeyOwner& owner, const seal::Place& place, std::string_view value) {
  auto& found = entry(owner);
  if (found.destroyed) throw std::logic_error("the key for " + named(place) + " was destroyed");
  if (!found.sealer) found.sealer = make(owner);
  return found.sealer->seal(place, value, ring_.random());
}

std::optional<std::string> DataKeys::open(const KeyOwner& owner, const seal::Place& place,
                                          std::string_view sealed) {
  const auto& found = entry(owner);
  if (found.destroyed) return std::nullopt;
  auto opened = found.sealer ? found.sealer->open(place, sealed) : std::nullopt;
  if (!opened) throw SealBroken(named(place));
  return opened;
}

// Which master wrapped the key stands in the wrapping, and which key sealed the value in the value.
const seal::Sealer& DataKeys::beside(const KeyOwner& owner, std::string_view wrapped,
                                     std::string_view sealed) {
  const auto number = seal::key_number(sealed), master = seal::key_number(wrapped);
  if (!number || !master) throw SealBroken(std::string(owner.kind) + " " + std::to_string(owner.id));
  if (!beside_ || beside_->wrapped != wrapped || beside_->sealer.number() != *number)
    beside_ = Beside{std::string(wrapped), ring_.unwrap({.kind = std::string(owner.kind),
                                                         .id = owner.id,
                                                         .number = *number,
                                                         .master = *master,
                                                         .wrapped = std::string(wrapped)})};
  return beside_->sealer;
}

std::optional<std::string> DataKeys::open_beside(const KeyOwner& owner,
                                                 std::optional<std::string_view> wrapped,
                                                 const seal::Place& place, std::string_view sealed) {
  if (!wrapped) return open(owner, place, sealed);
  auto opened = beside(owner, *wrapped, sealed).open(place, sealed);
  if (!opened) throw SealBroken(named(place));
  return opened;
}

bool destroy_key(store::Transaction& tx, const KeyOwner& owner, Instant now) {
  return destroy_data_key(tx, owner, now);
}

}  // namespace weige::access
