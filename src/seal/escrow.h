// Escrow: the key file sealed once more, and the key of that in shares, of which some number together open it
// and any fewer tell nothing (draft-mcgrew-tss-03). The sealed file may lie anywhere; each share is one
// person's.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "seal/key_set.h"

namespace weige::seal {

inline constexpr int kFewestNeeded = 2, kMostShares = 20;
inline constexpr std::size_t kLongestEscrow = 2 * kLongestKeyFile + 1024, kLongestShare = 1024;

struct Escrow {
  std::string sealed;               // text of the file
  std::vector<std::string> shares;  // text of each share's file
};

// Precondition: kFewestNeeded <= needed <= shares <= kMostShares.
Escrow put_in_escrow(const KeySet& keys, int needed, int shares, const Random& random);
// Problems: key_shares; key_file when what they open is none.
Result<KeySet> from_escrow(std::string_view sealed, std::span<const std::string> shares);

}  // namespace weige::seal
