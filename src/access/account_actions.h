// Use cases of accounts: list, invite, new link, rename, disable and enable, change one's password. Right:
// manage_accounts, own account apart.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "access/account.h"
#include "access/actor.h"
#include "access/link.h"
#include "access/post.h"
#include "access/session.h"
#include "access/sign_in_actions.h"
#include "store/database.h"

namespace weige::access {

struct AccountWithPosts {
  Account account;
  std::vector<Post> posts;  // that it holds or is a deputy in
  std::optional<Instant> idle_since = {};
  bool has_factor = false;
};

struct Invitation {
  AccountWithPosts account;
  NewLink link;
};

Result<std::vector<AccountWithPosts>> list_accounts(store::Transaction& tx, Instant now, const Actor& actor);
// Problem: not_found.
Result<AccountWithPosts> own_account(store::Transaction& tx, Instant now, const Actor& actor);

struct NewAccount {
  std::string login_name;
  std::string display_name;
};

// Problems: forbidden, login_name, login_taken, missing_field, too_long.
Result<Invitation> invite_account(store::Transaction& tx, Instant now, const Actor& actor,
                                  const NewAccount& account, const Random& random);
// For an invited account a new invitation, for an active one a link for a new password. Earlier links end.
// Beside a reset of the second factor it opens the account (undertaking_actions.h).
// Problem: account_not_active when disabled.
Result<Invitation> renew_link(store::Transaction& tx, Instant now, const Actor& actor, AccountId id,
                              const Random& random);

struct AccountEdit {
  std::optional<std::string> display_name = {};
  std::optional<AccountState> state = {};  // active or disabled
};

// Disabling ends every session and link at once; where somebody is named to follow in a post, he does at
// once, the other posts stay its own until given to another. Enabling makes an account without a password
// invited again. Problems: own_account (disabling oneself), last_administrator, bad_choice, not_found.
Result<AccountWithPosts> edit_account(store::Transaction& tx, Instant now, const Actor& actor, AccountId id,
                                      const AccountEdit& edit);

struct PasswordChange {
  std::string old_password;
  std::string new_password;
  std::string address;
  // What goes with it, in the same transaction and in place of the owner's notice; refused, nothing changes.
  std::function<Done(store::Transaction&, Instant)> beside = {};
};

// Ends all other sessions of the account. Hashes outside any transaction. Problems: wrong_password,
// too_many_requests, weak_password.
Done change_password(store::Database& database, const SignInContext& context, const Session& session,
                     const PasswordChange& change);

}  // namespace weige::access
