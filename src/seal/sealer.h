// Sealer: one key, and what is sealed with it. A value sealed for a place opens at that place only, unaltered
// and with that key only: version byte, number of the key, place and content are bound together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "seal/profile.h"
#include "seal/secret.h"

namespace weige::seal {

// Where a value lies in the database.
struct Place {
  std::string_view table, column;
  std::int64_t row = 0;
};

// How much longer a value gets: version (1 byte: the profile), key number (3), nonce (12), tag (16).
inline constexpr std::size_t kSealedOverhead = 32;
inline constexpr std::uint32_t kHighestKeyNumber = 0xFFFFFF;

// May be used by several threads at once.
class Sealer {
 public:
  // number: 1 to kHighestKeyNumber.
  Sealer(Profile profile, const Secret& secret, std::uint32_t number);

  std::uint32_t number() const { return number_; }
  Profile profile() const { return profile_; }

  // The nonce is a keyed hash of fresh randomness, the place and the value. So a machine whose randomness
  // repeats itself (a copy of it that was set back) gives two values two nonces all the same; a counter would
  // go back with it.
  std::string seal(const Place& place, std::string_view value, const Random& random) const;
  // nullopt: it was not sealed at this place with this key, or was altered since.
  std::optional<std::string> open(const Place& place, std::string_view sealed) const;

 private:
  std::string_view key() const;
  std::string nonce(std::string_view fresh, std::string_view bound, std::string_view value) const;

  Profile profile_;
  std::uint32_t number_;
  Secret root_, keys_;
};

// The number of the key with which it says to be sealed; nullopt when it has not the form of a sealed value.
std::optional<std::uint32_t> key_number(std::string_view sealed);

}  // namespace weige::seal
