// Passkey: a second factor by WebAuthn (level 2). The rules by which the answers of an authenticator are
// judged, at registration (7.1) and when it is asked who acts (7.2). Pure; the challenge is the business of
// passkey_store.h, which takes it once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "access/ids.h"
#include "access/relying_party.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::access {

using PasskeyId = Id<struct PasskeyTag>;

inline constexpr int kMostPasskeys = 8;  // of one account
inline constexpr std::size_t kMostPasskeyNameSigns = 40;
inline constexpr std::chrono::minutes kChallengeLasts{5};

// Problems: missing_field, too_long, bad_characters.
Done check_passkey_name(std::string_view name);

enum class ChallengeUse { registration, assertion };

// What the browser says it has signed for: clientDataJSON, decoded, and its bytes as they were.
struct ClientData {
  std::string type = {};
  std::string challenge = {};  // base64url, as it was given
  std::string origin = {};
  bool is_framed = false;  // within a page of another origin
  std::string bytes = {};
};

struct PasskeyOffer {  // of a new one
  ClientData client;
  std::string attestation;
};
struct PasskeyAnswer {  // of one that is registered
  std::string credential_id;
  ClientData client;
  std::string authenticator_data;
  std::string signature;
  std::optional<std::string> user_handle = {};
};

// Why an answer is refused. Told in the log only: whoever tries needs to know no more than that.
enum class PasskeyFault {
  form,          // no authenticator data, or no credential in them
  challenge,     // not the one that was given, too late, or taken already
  type,          // of another ceremony
  origin,        // of a page that is not this register's
  party,         // for another domain
  presence,      // nobody touched it
  verification,  // nobody unlocked it
  key,           // of an algorithm that is not accepted, or no key
  credential,    // not one of the account
  user,          // kept under another handle
  signature,
  counter,  // counted backwards: there is a copy of it
};
std::string_view code(PasskeyFault fault);

// By which an authenticator tells apart what it keeps for a domain; says nothing of the person. Of the
// challenge that a passkey is made for (base64url), so that no register gives one that another has given.
std::string user_handle_for(std::string_view challenge);
// Of passkeys that were made when an account had one handle.
std::string former_user_handle(AccountId account);

struct NewPasskey {
  std::string credential_id;
  std::string public_key;
  std::string user_handle;
  std::uint32_t sign_count = 0;
};
using JudgedOffer = std::variant<NewPasskey, PasskeyFault>;
JudgedOffer judge_offer(const PasskeyOffer& offer, const RelyingParty& party);

struct Passkey {
  PasskeyId id;
  AccountId account;
  std::string credential_id;
  std::string public_key;
  std::string user_handle;
  std::uint32_t sign_count = 0;
  std::string name;
  Instant created;
  std::optional<Instant> last_used = {};
};
// The number of uses that the authenticator tells now.
using JudgedAnswer = std::variant<std::uint32_t, PasskeyFault>;
JudgedAnswer judge_answer(const PasskeyAnswer& answer, const Passkey& passkey, const RelyingParty& party);

}  // namespace weige::access
