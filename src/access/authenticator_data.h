// What an authenticator says (WebAuthn level 2, 6.1 and 6.5): bytes to values, with limits; nothing of it is
// believed before passkey.h has judged it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weige::access {

inline constexpr std::size_t kMostCredentialIdBytes = 1023;  // WebAuthn 4, credential id
inline constexpr std::size_t kMostAuthenticatorBytes = 8192;

struct AttestedCredential {
  std::string id;
  std::string cose_key;
};

struct AuthenticatorData {
  std::string rp_id_hash;
  bool is_present = false;   // UP: somebody touched it
  bool is_verified = false;  // UV: and unlocked it, by PIN or as the device does
  std::uint32_t sign_count = 0;
  std::optional<AttestedCredential> credential = {};  // at registration
};
std::optional<AuthenticatorData> parse_authenticator_data(std::string_view bytes);

// The authenticator data inside an attestation object. Its statement, of which maker the device is, has to be
// well formed and is not looked at: nobody here holds a list of makers to compare it with.
std::optional<std::string> data_of_attestation(std::string_view attestation);

}  // namespace weige::access
