// Use cases of one-time links: the first administrator's, looking at one, accepting one.
#pragma once

#include <optional>
#include <string_view>

#include "access/link.h"
#include "access/sign_in_actions.h"
#include "base/random.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::access {

// The link with which the first administrator names and makes the first account; nothing when an account
// exists. Earlier first-run links end.
std::optional<NewLink> first_run_link(store::Transaction& tx, Instant now, const Random& random);

// Problem: link_used (unknown, used, expired, account disabled: all alike).
Result<Link> read_link(store::Transaction& tx, std::string_view token, Instant now);

// Sets the password, ends the account's other sessions and links, signs in. Problems: link_used,
// weak_password, login_name, missing_field.
Result<SignedIn> accept_link(store::Database& database, const SignInContext& context, std::string_view token,
                             const LinkAnswer& answer);

}  // namespace weige::access
