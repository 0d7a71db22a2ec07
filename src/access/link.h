// One-time links: how an account gets its first or next password. There is no default password anywhere. Only a token's hash is stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/account.h"
#include "access/sign_in.h"
#include "store/database.h"

namespace weige::access {

enum class LinkPurpose { first_administrator, invitation, new_password };
std::string_view code(LinkPurpose purpose);

struct NewLink {
  std::string token;  // shown once, as the last part of /links/{token}
  Instant expires;
};

// The link with which the first administrator names and makes the first account; nothing when an account exists. Earlier first-run links end.
std::optional<NewLink> first_run_link(store::Transaction& tx, Instant now, const Random& random);

struct Link {
  LinkPurpose purpose;
  Instant expires;
  std::optional<Account> account;  // none for the first administrator
};

// Problem: link_used (unknown, used, expired, account disabled: all alike).
Result<Link> read_link(store::Transaction& tx, std::string_view token, Instant now);

struct LinkAnswer {
  std::optional<std::string> login_name = {};    // first administrator only
  std::optional<std::string> display_name = {};  // first administrator; otherwise overrides what the inviter wrote
  std::string password;
  std::string device;
};

// Sets the password, ends the account's other sessions and links, signs in. Problems: link_used, weak_password, login_name, missing_field.
Result<SignedIn> accept_link(store::Database& database, const SignInContext& context, std::string_view token,
                             const LinkAnswer& answer);

}  // namespace weige::access
