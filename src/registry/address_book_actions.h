// AddressBook: finds or adds addresses and the premises at them while a writer's operation runs; remembers
// what it has seen. A step of use cases.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "registry/address.h"
#include "registry/register_writer.h"

namespace weige::registry {

struct KnownAddress {
  std::int64_t id = 0;
  std::int64_t area_id = 0;
  std::optional<std::int64_t> premises_id = {};
  bool is_new = false;  // added by this book: nothing under it can be in the database yet
};

struct AddressPlace {
  std::int64_t area_id = 0;       // the committee's
  std::int64_t town_area_id = 0;  // where roads belong
  Day valid_from{};
};

class AddressBook {
 public:
  // everywhere: a system scope, because an address may be known in another area already.
  AddressBook(store::Transaction& tx, const access::Scope& everywhere) : tx_(tx), everywhere_(everywhere) {}

  // By canonical text or alias; nullopt when it is not in the register.
  std::optional<KnownAddress> find(const std::string& canonical);
  // The address with its whole chain. Problem: bad_address when the key names no place below the town.
  Result<KnownAddress> find_or_add(RegisterWriter& writer, const standards::AddressKey& key,
                                   const AddressPlace& place);
  // The premises at an address, added with the use where there are none.
  Result<std::int64_t> premises_at(RegisterWriter& writer, const std::string& canonical, std::string_view use,
                                   const AddressPlace& place);

 private:
  Result<KnownAddress> add(RegisterWriter& writer, const AddressNode& node, const KnownAddress* parent,
                           const AddressPlace& place);

  store::Transaction& tx_;
  access::Scope everywhere_;
  std::unordered_map<std::string, KnownAddress> seen_;
};

}  // namespace weige::registry
