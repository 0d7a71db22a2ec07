// SQL of the sign-in throttle. Keys are hashes, so that the table tells neither names nor addresses.
#pragma once

#include <string_view>

#include "access/throttle.h"
#include "store/database.h"

namespace weige::access {

ThrottleState find_throttle(store::Transaction& tx, std::string_view key_hash);
void put_throttle(store::Transaction& tx, std::string_view key_hash, const ThrottleState& state);
void delete_throttle(store::Transaction& tx, std::string_view key_hash);
void delete_throttles_before(store::Transaction& tx, Instant last_failure);

}  // namespace weige::access
