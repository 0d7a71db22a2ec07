// SQL of signatures under the confidentiality undertaking.
#pragma once

#include <optional>
#include <string_view>

#include "access/change.h"
#include "access/ids.h"
#include "base/clock.h"
#include "store/database.h"

namespace weige::access {

// The newest one that is not void.
std::optional<Instant> signed_at(store::Transaction& tx, AccountId account);
Change void_signatures(store::Transaction& tx, AccountId account, Instant now);
Change insert_signature(store::Transaction& tx, AccountId account, std::string_view text_version,
                        Instant now);

}  // namespace weige::access
