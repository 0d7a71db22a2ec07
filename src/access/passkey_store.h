// SQL of passkeys, and of the challenges that sessions are given for them: one a session and use, by its
// hash, taken once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/change.h"
#include "access/passkey.h"
#include "store/database.h"

namespace weige::access {

// The oldest first.
std::vector<Passkey> passkeys_of(store::Transaction& tx, AccountId account);
std::optional<Passkey> find_passkey(store::Transaction& tx, AccountId account,
                                    std::string_view credential_id);
// Anybody's.
bool is_registered(store::Transaction& tx, std::string_view credential_id);
Change insert_passkey(store::Transaction& tx, const Passkey& passkey);
// False: it was used meanwhile.
bool note_use(store::Transaction& tx, const Passkey& passkey, std::uint32_t sign_count, Instant now);
Change delete_passkey(store::Transaction& tx, const Passkey& passkey);

struct Challenge {
  std::string text;  // as new_token gives it
  ChallengeUse use;
};
// In the place of the one before of that use.
void put_challenge(store::Transaction& tx, SessionId session, const Challenge& challenge, Instant until);
// False: the session was not given it for that, has answered it already, or was given it too long ago.
bool take_challenge(store::Transaction& tx, SessionId session, const Challenge& challenge, Instant now);

}  // namespace weige::access
