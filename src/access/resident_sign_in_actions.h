// Signing in as a resident, without an oracle: a number that nobody has, one without a code and a wrong code
// are one answer, after the same work, and count alike.
#pragma once

#include <functional>
#include <string>

#include "access/resident_session.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::access {

struct ResidentCredentials {
  std::string document_number, code;  // as typed
  std::string address;                // of the network peer; only its hash is stored
};

struct ResidentSignIn {
  Clock clock;
  Random random;
  // Whether the person of a right code still has a record of their own. Asked after the code alone.
  std::function<bool(store::Transaction&, const ResidentSession&)> has_record;
};

struct SignedInResident {
  std::string token;  // for the cookie; never stored
  ResidentSession session;
};

// One attempt. The caller commits also what was refused, since it was counted. Problems:
// resident_sign_in_failed, too_many_requests.
Result<SignedInResident> attempt_resident_sign_in(store::Transaction& tx, const ResidentSignIn& context,
                                                  const ResidentCredentials& given);
// The same in a transaction of its own.
Result<SignedInResident> sign_in_resident(store::Database& database, const ResidentSignIn& context,
                                          const ResidentCredentials& given);
void sign_out_resident(store::Transaction& tx, Instant now, const ResidentSession& session);

// Counts a wish for a code to the phone, before anything is looked up: a few are free, then the wait doubles
// up to an hour. Problem: too_many_requests.
Done count_code_wish(store::Transaction& tx, Instant now, const std::string& document_number,
                     const std::string& address);

// Codes and sittings that have ended.
void forget_ended_residents(store::Database& database, Instant now);

}  // namespace weige::access
