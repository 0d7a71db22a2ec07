#include "access/data_keys.h"

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
  Entry read{.destroyed = key && !key->wrapped};
  if (key && key->wrapped) read.sealer = ring_.unwrap(*key);
  return entries_.emplace(name, std::move(read)).first->second;
}

// The newest master is asked of the database: an instance that was started before a new one was made learns
// of it here, and a master that is being retired wraps nothing any more.
seal::Sealer DataKeys::make(const KeyOwner& owner) {
  if (!newest_) newest_ = newest_ring_key(tx_);
  if (!newest_) throw std::logic_error("a database without master keys");
  const auto key = ring_.make_key(owner, *newest_);
  insert_data_keys(tx_, {&key, 1});
  return ring_.unwrap(key);
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

bool destroy_key(store::Transaction& tx, const KeyOwner& owner, Instant now) {
  return destroy_data_key(tx, owner, now);
}

}  // namespace weige::access
