// SQL of one-time links.
#pragma once

#include <optional>
#include <string_view>

#include "access/link.h"
#include "base/random.h"
#include "store/database.h"

namespace weige::access {

// Earlier links of the same account (or of the first administrator) end.
NewLink insert_link(store::Transaction& tx, LinkPurpose purpose, std::optional<AccountId> account,
                    Instant now, const Random& random);
// A link that may be accepted now: unused, not expired, its account neither disabled nor gone.
std::optional<Link> find_link(store::Transaction& tx, std::string_view token, Instant now);
// False when it was used or has expired in the meantime: the winner of two at once is decided here.
bool use_link(store::Transaction& tx, std::string_view token, Instant now);
// Whether a link for a new password was made since then, used or not.
bool had_link_since(store::Transaction& tx, AccountId account, Instant since);
void end_links(store::Transaction& tx, std::optional<AccountId> account);
void end_all_links(store::Transaction& tx);

}  // namespace weige::access
