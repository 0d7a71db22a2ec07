// One-time links: how an account gets its first or next password. There is no default password anywhere. Only
// a token's hash is stored.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "access/account.h"
#include "base/clock.h"

namespace weige::access {

enum class LinkPurpose { first_administrator, invitation, new_password };
std::string_view code(LinkPurpose purpose);
std::optional<LinkPurpose> link_purpose_of(std::string_view code);
std::chrono::hours lifetime(LinkPurpose purpose);

struct NewLink {
  std::string token;  // shown once, as the last part of /links/{token}
  Instant expires;
};

struct Link {
  LinkPurpose purpose;
  Instant expires;
  std::optional<Account> account;  // none for the first administrator
};

struct LinkAnswer {
  std::optional<std::string> login_name = {};  // first administrator only
  std::optional<std::string> display_name =
      {};  // first administrator; otherwise overrides what the inviter wrote
  std::string password;
  std::string device;
};

}  // namespace weige::access
