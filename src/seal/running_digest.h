// RunningDigest: the digest of bytes that come piece by piece: SM3 (mlps3) or SHA-256 (international).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "seal/profile.h"

namespace Botan {
class HashFunction;
}

namespace weige::seal {

// Not for several threads.
class RunningDigest {
 public:
  static constexpr std::size_t kBytes = 32;

  explicit RunningDigest(Profile profile);
  RunningDigest(RunningDigest&&) noexcept;
  RunningDigest& operator=(RunningDigest&&) noexcept;
  ~RunningDigest();

  // A piece counts with its length: no two lists of pieces have the same digest.
  void add(std::string_view piece);
  std::string take();  // kBytes of all that was added; begins anew

 private:
  std::unique_ptr<Botan::HashFunction> hash_;
};

}  // namespace weige::seal
