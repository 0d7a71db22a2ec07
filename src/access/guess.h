// Guesses at a second factor, counted in the caller's transaction by a key of their own and by the network
// address. Callers commit also when one was wrong, so that the count stays.
#pragma once

#include <string>

#include "access/audit.h"
#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::access {

struct Guess {
  AccountId account;
  std::string own_key;      // of what is guessed at
  std::string address_key;  // lookup_hash of the network address
  AuditAction refused;      // how a wrong one is called in the log
};

// Problem: too_many_requests.
Done may_guess(store::Transaction& tx, Instant now, const Guess& guess);
void note_wrong(store::Transaction& tx, Instant now, const Guess& guess, std::string detail = {});
void note_right(store::Transaction& tx, const Guess& guess);

}  // namespace weige::access
