// SQL of second factors. Secrets are sealed under a key of the account, bound to the account's row; of
// recovery codes only hashes are stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/change.h"
#include "access/ids.h"
#include "base/clock.h"
#include "store/database.h"

namespace weige::access {

struct FactorState {
  std::optional<Instant> confirmed = {};  // an authenticator that shows codes; none: there is none
  std::optional<Instant> reset = {};      // by an administrator, and its owner has not dismissed the notice
  bool pending = false;                   // one was offered and is not confirmed yet
  int passkeys = 0;

  // Whether the account has a second factor, of whatever kind.
  bool exists() const { return confirmed.has_value() || passkeys > 0; }
};
FactorState find_factor(store::Transaction& tx, AccountId account);

struct FactorSecret {
  std::string secret;
  std::int64_t last_step = 0;
};
// Of an account that has one, or was offered one. These need the database's keys.
std::optional<FactorSecret> factor_secret(store::Transaction& tx, AccountId account);
std::optional<std::string> pending_secret(store::Transaction& tx, AccountId account);
Change put_pending(store::Transaction& tx, AccountId account, std::string_view secret);
// The offered one takes the place of the one before. `step`: of the code that confirmed it.
Change confirm_factor(store::Transaction& tx, AccountId account, std::string_view secret, Instant now,
                      std::int64_t step);

// False: a code of this step or a later one was accepted meanwhile.
bool take_step(store::Transaction& tx, AccountId account, std::int64_t step);

// Instead of those before.
Change put_recovery_codes(store::Transaction& tx, AccountId account, const std::vector<std::string>& hashes);
void delete_recovery_codes(store::Transaction& tx, AccountId account);
bool take_recovery_code(store::Transaction& tx, AccountId account, std::string_view hash);
int recovery_codes_left(store::Transaction& tx, AccountId account);

// The authenticator that shows codes, and one that was offered.
Change remove_codes(store::Transaction& tx, AccountId account);
// Secret, passkeys and recovery codes go; the notice stays, whatever is set up later.
Change reset_factor(store::Transaction& tx, AccountId account, Instant now);
Change dismiss_reset(store::Transaction& tx, AccountId account);

}  // namespace weige::access
