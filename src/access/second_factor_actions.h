// Use cases of the second factor and of a fresh proof: set one up, show it, prove again who acts, new
// recovery codes; taking a lost one away (right: manage_accounts, not for oneself). Passkeys:
// passkey_actions.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/passkey.h"
#include "access/session.h"
#include "access/sign_in_actions.h"
#include "store/database.h"

namespace weige::access {

struct SecondFactor {
  std::optional<Instant> since = {};  // of an authenticator that shows codes; none: there is none
  int passkeys = 0;
  int recovery_codes_left = 0;
  bool required = false;              // by the post one acts in
  std::optional<Instant> reset = {};  // when an administrator took it away, until its owner dismisses that

  bool exists() const { return since.has_value() || passkeys > 0; }
};
SecondFactor own_second_factor(store::Transaction& tx, const Session& session, FactorRule rule);

struct FactorOffer {
  std::string secret;  // base32
  std::string uri;     // otpauth://..., for a QR code
};
// Nothing changes before confirm_second_factor: one there is goes on to be asked for. Problems:
// second_factor_required, step_up_required.
Result<FactorOffer> begin_second_factor(store::Transaction& tx, const Session& session,
                                        const SignInContext& context);

struct GivenCode {
  std::string code;
  std::string address;
};
// The recovery codes, which exist nowhere else. Other sessions of the account have to show a code now. The
// session is looked up anew where it is judged: it may have ended meanwhile. Problems: not_signed_in,
// second_factor_not_begun, second_factor_code, too_many_requests, second_factor_required, step_up_required.
Result<std::vector<std::string>> confirm_second_factor(store::Database& database,
                                                       const SignInContext& context, const Session& session,
                                                       const GivenCode& given);
// Those before are void. Problems: second_factor_missing, second_factor_required, step_up_required.
Result<std::vector<std::string>> renew_recovery_codes(store::Transaction& tx, const Session& session,
                                                      const SignInContext& context);

// One or the other; a code is looked at only where there is no passkey.
struct GivenFactor {
  std::optional<std::string> code = {};
  std::optional<PasskeyAnswer> passkey = {};
  std::string address = {};
};
// The session may do from now on what its account may. Problems: second_factor_missing, missing_field, those
// of prove_code and of prove_passkey.
Done show_factor(store::Database& database, const SignInContext& context, const Session& session,
                 const GivenFactor& given);

// The same with a code.
Done show_code(store::Database& database, const SignInContext& context, const Session& session,
               const GivenCode& given);

struct GivenProof {
  std::string password;
  GivenFactor factor = {};  // missing_field where the account has one
};
// A fresh proof, for kProofLasts. Problems: wrong_password, missing_field, those of prove_code and of
// prove_passkey.
Done prove_again(store::Database& database, const SignInContext& context, const Session& session,
                 const GivenProof& given);

// In the place of those before; each of them exists nowhere else. For whoever sets up a factor.
std::vector<std::string> give_recovery_codes(store::Transaction& tx, AccountId account, const Random& random,
                                             std::vector<Change>& changes);

// Ends every session of the account, which is told from its next sign-in on until it dismisses that. Beside a
// link for a new password it opens the account (undertaking_actions.h). Problems: not_found, own_account,
// second_factor_missing.
Done reset_second_factor(store::Transaction& tx, Instant now, const Actor& actor, AccountId id);
// By its owner, in a session that has passed the second factor. Without a notice: done.
Done dismiss_factor_notice(store::Transaction& tx, Instant now, const Session& session);

}  // namespace weige::access
