// The algorithms of a profile as the library has them, one of each a thread. For the files of this module
// only: nobody else sees the library.
#pragma once

#include <botan/aead.h>
#include <botan/mac.h>

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

#include "seal/profile.h"
#include "seal/secret.h"

namespace weige::seal {

inline const std::uint8_t* octets(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

constexpr std::size_t kDigestBytes = 32;  // of both profiles
using Digest = std::array<std::uint8_t, kDigestBytes>;

// HMAC over the parts, each with its length before it, so that no two lists of parts are the same bytes.
Digest keyed_hash(Profile profile, std::string_view key, std::initializer_list<std::string_view> parts);

std::size_t key_bytes(Profile profile);  // of the cipher
// With the key set; belongs to this thread until the next call.
Botan::AEAD_Mode& cipher(Profile profile, Botan::Cipher_Dir direction, std::string_view key);

}  // namespace weige::seal
