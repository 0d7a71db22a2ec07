// DataKeys: the keys of those whose data are sealed, in one transaction. A key that a transaction makes is
// known to that transaction only until it commits.
#pragma once

#include <map>
#include <optional>
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
  // nullopt: the owner's key was destroyed, so the value is gone. Throws SealBroken, also where there never
  // was a key.
  std::optional<std::string> open(const KeyOwner& owner, const seal::Place& place, std::string_view sealed);

 private:
  struct Entry {
    bool destroyed = false;
    std::optional<seal::Sealer> sealer = {};  // nullopt: destroyed, or there is none
  };
  Entry& entry(const KeyOwner& owner);
  seal::Sealer make(const KeyOwner& owner);

  store::Transaction& tx_;
  KeyRing& ring_;
  std::optional<std::uint32_t> newest_;
  std::map<std::pair<std::string, std::int64_t>, Entry> entries_;
};

// Erases for good what was sealed for the owner, once no copy of the wrapped key is left: docs/operations.md
// says when. False: there was no key to destroy.
bool destroy_key(store::Transaction& tx, const KeyOwner& owner, Instant now);

}  // namespace weige::access
