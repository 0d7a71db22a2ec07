// Use cases of one's own passkeys: register one, look at them, remove one, ask for one. Proving with one:
// show_factor and prove_again (second_factor_actions.h). Nothing of them is told before the password was
// right.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/passkey.h"
#include "access/session.h"
#include "access/sign_in_actions.h"
#include "store/database.h"

namespace weige::access {

// What a browser is to ask of an authenticator.
struct PasskeyRequest {
  std::string challenge;  // base64url
  std::string party;      // the domain
  Instant expires;
  std::vector<std::string> credentials;  // those of the account: not to be registered again, or to be used
};
struct PasskeySetUp {
  PasskeyRequest request;
  std::string user_handle;
  std::string login_name;
  std::string display_name;
};

// Problems: passkeys_off, too_many_passkeys, second_factor_required, step_up_required.
Result<PasskeySetUp> begin_passkey(store::Transaction& tx, const Session& session,
                                   const SignInContext& context);

struct WantedPasskey {
  std::string name;
  PasskeyOffer offer;
  std::string address;
};
struct AddedPasskey {
  Passkey passkey;
  std::vector<std::string> recovery_codes;  // where it is the account's first factor
};
// Where it is the first factor, other sessions of the account have to show it. Problems: those of
// check_passkey_name, begin_passkey and prove_offer; not_signed_in, passkey_taken.
Result<AddedPasskey> add_passkey(store::Database& database, const SignInContext& context,
                                 const Session& session, const WantedPasskey& wanted);

std::vector<Passkey> own_passkeys(store::Transaction& tx, const Session& session);

// Other sessions of the account have to show their second factor again. Problems: not_found,
// last_second_factor (where any of the account's posts needs one), second_factor_required, step_up_required.
Done remove_passkey(store::Transaction& tx, const Session& session, const SignInContext& context,
                    PasskeyId id);

// Problems: passkeys_off, passkey_missing.
Result<PasskeyRequest> ask_for_passkey(store::Transaction& tx, const Session& session,
                                       const SignInContext& context);

}  // namespace weige::access
