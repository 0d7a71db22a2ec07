// SQL of aliases: old texts under which an address is still found.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"

namespace weige::registry {

access::Change insert_alias(store::Transaction& tx, std::int64_t address_id, std::string_view canonical);
// Without the text that it has now.
std::vector<std::string> aliases_of(store::Transaction& tx, std::int64_t address_id);
// The current address that once had, or also has, this text.
std::optional<std::int64_t> address_by_alias(store::Transaction& tx, const access::Scope& scope,
                                             std::string_view canonical);

// As above for many texts: text and id of the address.
std::vector<std::pair<std::string, std::int64_t>> addresses_by_alias(
    store::Transaction& tx, const access::Scope& scope, const std::vector<std::string>& canonicals);

}  // namespace weige::registry
