// Signing in without an account oracle: same answer and same work whether or not the account exists, with
// growing delay per name and address.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/password.h"
#include "access/relying_party.h"
#include "access/session.h"
#include "base/clock.h"
#include "base/random.h"
#include "store/database.h"

namespace weige::access {

struct Credentials {
  std::string login_name;
  std::string password;
  std::string address;  // of the network peer; only its hash is stored
  std::string device;   // class of user agent ("Chrome, Windows"), shown among one's own sessions
  std::optional<std::string> code = {};  // of the second factor; where there is none it is not looked at
};

// What signing in depends on besides the credentials.
struct SignInContext {
  Clock clock;
  Random random;
  HashCost cost = {};
  SessionRules rules = {};
  std::optional<RelyingParty> passkeys = {};  // none: passkeys are not offered
};

struct SignedIn {
  std::string token;  // for the cookie; never stored
  Session session;
  bool is_told = false;  // to the account's owner: a device of that class had not signed in before
};

struct NewSession;  // session_store.h

// Opens a session of an account that has just proved itself, in the caller's transaction. Acts in the post
// held longest; switch_post changes that.
SignedIn open_session(store::Transaction& tx, const SignInContext& context, NewSession session);

// Hashes outside any transaction. Without a code the session of an account that has a second factor can do
// no more than show one (second_factor_actions.h). Problems: sign_in_failed, too_many_requests.
Result<SignedIn> sign_in(store::Database& database, const SignInContext& context,
                         const Credentials& credentials);

}  // namespace weige::access
