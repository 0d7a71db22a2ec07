// SQL of the keys of sealed columns: by which numbers the masters are known, and the wrapped keys of data.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/change.h"
#include "store/database.h"

namespace weige::access {

inline constexpr SubjectKind kMasterSubject{"master_key"};

// Whose data: the kind of the record ("person") and its id.
struct KeyOwner {
  std::string_view kind;
  std::int64_t id = 0;
};

struct RingKey {
  std::uint32_t number = 0;
  std::string ring, proof;
  Instant made;
  std::optional<Instant> retired = {};
};

std::vector<RingKey> ring_keys(store::Transaction& tx);                // ascending
std::optional<std::uint32_t> newest_ring_key(store::Transaction& tx);  // of those that are not retired
Change insert_ring_key(store::Transaction& tx, const RingKey& key);
Change retire_ring_key(store::Transaction& tx, std::uint32_t number, Instant now);

struct WrappedKey {
  std::string kind;
  std::int64_t id = 0;
  std::uint32_t number = 1, master = 0;
  std::optional<std::string> wrapped = {};  // nullopt = destroyed
  KeyOwner owner() const { return {kind, id}; }
};

std::optional<WrappedKey> find_data_key(store::Transaction& tx, const KeyOwner& owner);
// Of owners of one kind, a statement for many; in no order, and those only that are there.
std::vector<WrappedKey> find_data_keys(store::Transaction& tx, std::string_view kind,
                                       std::span<const std::int64_t> ids);
void insert_data_keys(store::Transaction& tx, std::span<const WrappedKey> keys);
// Those after the owner, in the order of owners.
std::vector<WrappedKey> data_keys_after(store::Transaction& tx, const KeyOwner& after, int limit);
std::int64_t count_data_keys(store::Transaction& tx);
// How many live keys a master wraps.
std::int64_t count_wrapped_by(store::Transaction& tx, std::uint32_t master);
// Each in the place of the same key as `before` wrapped it; one that was destroyed meanwhile stays so.
void rewrap_data_keys(store::Transaction& tx, std::span<const WrappedKey> before,
                      std::span<const WrappedKey> after);
// Of data that are gone themselves, with nothing left that would have to be told.
void delete_data_key(store::Transaction& tx, const KeyOwner& owner);
// What is left is that there was one. False: there was none, or it is destroyed already.
bool destroy_data_key(store::Transaction& tx, const KeyOwner& owner, Instant now);

}  // namespace weige::access
