// Proving a code of a second factor, in the caller's transaction: guesses are counted, and a code that was
// accepted is used up. Callers commit also when it was wrong, so that the count stays.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::access {

struct CodeQuestion {
  AccountId account;
  std::string code;         // as typed: of the device, or a recovery code
  std::string address_key;  // lookup_hash of the network address
};

// By which its guesses are counted.
std::string factor_throttle_key(AccountId account);

// Whether it is a code of the account's second factor now. Problems, to be told after the commit:
// second_factor_code, too_many_requests.
Done prove_code(store::Transaction& tx, Instant now, const CodeQuestion& question);

// The same for a secret that was offered and is not confirmed yet, whose guesses are counted by themselves:
// nobody is kept from signing in by them. The half minute of the code.
Result<std::int64_t> prove_offered_code(store::Transaction& tx, Instant now, std::string_view secret,
                                        const CodeQuestion& question);

}  // namespace weige::access
