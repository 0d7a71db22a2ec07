// Proving a password, for signing in and for changing it: counted before it is compared, so that many guesses
// at once gain nothing, and compared outside any transaction.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "access/account_store.h"
#include "access/sign_in_actions.h"
#include "store/database.h"

namespace weige::access {

struct PasswordQuestion {
  std::string name_key;     // lookup_hash of what is guarded: the name that was typed, or the account
  std::string address_key;  // address_throttle_key of the network address
  std::string password;
  std::function<std::optional<Credential>(store::Transaction&)> find;
};

// The credential that the password proved. A failure is kept (throttle, audit) although a problem is
// returned. Problems: sign_in_failed, too_many_requests.
Result<Credential> prove_password(store::Database& database, const SignInContext& context,
                                  const PasswordQuestion& question);

// Whether the credential is still the account's: read again in the transaction that acts on the proof.
bool still_holds(store::Transaction& tx, const Credential& credential);

}  // namespace weige::access
