// Proving a passkey, or that a new one is one, in the caller's transaction: the challenge is taken, wrong
// answers are counted apart from wrong codes, so that a code goes on to work, and a counter that falls back
// is an alarm. Callers commit also when it was wrong.
#pragma once

#include <optional>
#include <string>

#include "access/ids.h"
#include "access/passkey.h"
#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::access {

// Under which wrong answers with passkeys are counted.
std::string passkey_throttle_key(AccountId account);

struct PasskeyQuestion {
  SessionId session;  // whose challenge is answered
  AccountId account;
  const std::optional<RelyingParty>& party;
  std::string address_key;  // lookup_hash of the network address
};

// Problems, to be told after the commit: passkeys_off, passkey_expired, passkey_refused, too_many_requests.
Done prove_passkey(store::Transaction& tx, Instant now, const PasskeyQuestion& question,
                   const PasskeyAnswer& answer);
Result<NewPasskey> prove_offer(store::Transaction& tx, Instant now, const PasskeyQuestion& question,
                               const PasskeyOffer& offer);

}  // namespace weige::access
