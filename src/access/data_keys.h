// DataKeys: the keys of those whose data are sealed, in one transaction. A key that a transaction makes is
// known to that transaction only until it commits.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "access/key_ring.h"

namespace weige::access {

class DataKeys {
 public:
  // Of a database that has been given its KeyRing.
  explicit DataKeys(store::Transaction& tx) : tx_(tx), ring_(KeyRing::of(tx)) {}

  // With the owner's key, which is made when there is none. Sealing for one whose key was destroyed is a bug:
  // std::logic_error.
  std::string seal(const KeyOwner& owner, const seal::Place& place, std::string_view value);
  // Keys of many at once, in a few statements; those who have none get one. fresh: nobody has one yet, since
  // all of them were made in this transaction.
  enum class Owners { all, fresh };
  void prepare(std::string_view kind, std::span<const std::int64_t> ids, Owners owners);
  // nullopt: the owner's key was destroyed, so the value is gone. Throws SealBroken, also where there never
  // was a key.
  std::optional<std::string> open(const KeyOwner& owner, const seal::Place& place, std::string_view sealed);
  // The same with the wrapped key as it was read beside the value, which spares a statement. nullopt: it is
  // asked for.
  std::optional<std::string> open_beside(const KeyOwner& owner, std::optional<std::string_view> wrapped,
                                         const seal::Place& place, std::string_view sealed);
  // Whether the owner had a key that was destroyed.
  bool is_destroyed(const KeyOwner& owner) { return entry(owner).destroyed; }

 private:
  struct Entry {
    bool destroyed = false;
    std::optional<seal::Sealer> sealer = {};  // nullopt: destroyed, or there is none
  };
  // The last one that was unwrapped beside a value: the values of a record follow each other.
  struct Beside {
    std::string wrapped;
    seal::Sealer sealer;
  };
  Entry& entry(const KeyOwner& owner);
  Entry& learn(const KeyOwner& owner, const WrappedKey* key);
  std::uint32_t newest_master();
  seal::Sealer make(const KeyOwner& owner);
  const seal::Sealer& beside(const KeyOwner& owner, std::string_view wrapped, std::string_view sealed);

  store::Transaction& tx_;
  KeyRing& ring_;
  std::optional<std::uint32_t> newest_;
  std::map<std::pair<std::string, std::int64_t>, Entry> entries_;
  std::optional<Beside> beside_;
};

// Erases for good what was sealed for the owner, once no copy of the wrapped key is left: docs/operations.md
// says when. False: there was no key to destroy.
bool destroy_key(store::Transaction& tx, const KeyOwner& owner, Instant now);

}  // namespace weige::access
