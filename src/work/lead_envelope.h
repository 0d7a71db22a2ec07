// What browsers seal for leads, as far as the server looks into it: kind, version, lengths, and the shape of
// public keys. It opens nothing; web/src/pages/leads/envelope.ts is the other side. All integers big-endian.
//   letter  'L' 1 | ephemeral public key 65 | nonce 12 | text padded to 4, 16 or 64 KiB | tag 16
//   share   'S' 1 | ephemeral public key 65 | nonce 12 | private key 32 | tag 16
//   own key 'O' 1 | salt 16 | PBKDF2 rounds 4 | nonce 12 | private key 32 | tag 16
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace weige::work {

inline constexpr std::size_t kPublicKeySize = 65;  // a point of P-256, uncompressed (SEC 1, 2.3.3)
inline constexpr std::size_t kSealedAround = 2 + kPublicKeySize + 12 + 16;
inline constexpr std::size_t kLetterSizes[] = {std::size_t{4} << 10U, std::size_t{16} << 10U,
                                               std::size_t{64} << 10U};
inline constexpr std::size_t kLargestLetter = kSealedAround + (std::size_t{64} << 10U);
inline constexpr std::size_t kShareSize = kSealedAround + 32;
inline constexpr std::size_t kOwnKeySize = 2 + 16 + 4 + 12 + 32 + 16;
// OWASP's floor for PBKDF2 with HMAC-SHA-256 (2023); above the ceiling a phone would stand still.
inline constexpr std::uint32_t kFewestRounds = 600'000;
inline constexpr std::uint32_t kMostRounds = 10'000'000;

// Problem of all: lead_envelope.
Done check_letter(std::string_view bytes);
Done check_share(std::string_view bytes);
Done check_own_key(std::string_view bytes);
// The form only: that the point lies on the curve is found by the browser that imports it.
Done check_public_key(std::string_view bytes);

// What two people compare by voice: 25 digits in five groups (83 bits), from SHA-256 of the key under a name
// of its own. "30412 58821 90017 44263 11870"
std::string fingerprint_of(std::string_view public_key);

}  // namespace weige::work
