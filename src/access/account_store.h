// SQL of accounts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/account.h"
#include "access/change.h"
#include "access/password.h"
#include "store/database.h"

namespace weige::access {

inline constexpr SubjectKind kAccountSubject{"account"};

std::optional<Account> find_account(store::Transaction& tx, AccountId id);
std::optional<Account> find_account(store::Transaction& tx, const LoginName& name);
// By login name; the built-in system account is not among them.
std::vector<Account> all_accounts(store::Transaction& tx);
bool has_account(store::Transaction& tx);

// The stored hash of an account that may sign in: active, with a password.
struct Credential {
  AccountId account;
  PasswordHash hash;
};
std::optional<Credential> find_credential(store::Transaction& tx, const LoginName& name);
std::optional<Credential> find_credential(store::Transaction& tx, AccountId id);

bool has_password(store::Transaction& tx, AccountId id);

// As invited, without a password.
Change insert_account(store::Transaction& tx, const Account& account, const LoginName& name,
                      AccountId created_by);
Change update_account(store::Transaction& tx, const Account& account);  // display name and state
// Sets the password; an invited account becomes active.
Change set_password(store::Transaction& tx, AccountId id, const PasswordHash& hash, Instant now);

}  // namespace weige::access
