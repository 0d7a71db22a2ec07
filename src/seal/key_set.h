// KeySet: the secrets of one register as its key file holds them: numbered masters, which wrap the keys of
// data, and the root of the blind indexes. Pure; key_file.h reads and writes the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "seal/profile.h"
#include "seal/secret.h"

namespace weige::seal {

struct Master {
  std::uint32_t number = 0;
  Instant made;
  Secret secret;
  bool operator==(const Master&) const = default;
};

struct KeySet {
  Profile profile = Profile::mlps3;
  std::string ring;  // 32 hexadecimal digits: whose keys these are, no secret
  Secret index_root;
  std::vector<Master> masters;  // ascending numbers, at least one; the last one is the newest

  static KeySet make(Profile profile, Instant now, const Random& random);
  // One more, with the next number. Precondition: has_room().
  const Master& add_master(Instant now, const Random& random);
  bool has_room() const;
  const Master* find(std::uint32_t number) const;
  bool operator==(const KeySet&) const = default;
};

inline constexpr std::size_t kMostMasters = 200;
inline constexpr std::size_t kLongestKeyFile = 64 * 1024;

// The text of the key file: a line for each thing, the last one a checksum of those before it (against
// accidents; who can write the file can write the checksum).
std::string to_text(const KeySet& keys);
// Problem: key_file, with reason: too-large, not-a-key-file, newer, checksum, or the line that is wrong
// ("line 4").
Result<KeySet> parse_key_set(std::string_view text);

}  // namespace weige::seal
