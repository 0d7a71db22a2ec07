// The library's view of the source of randomness that was passed in. Beside this module, for what signs and
// hashes with the library itself (access).
#pragma once

#include <botan/rng.h>

#include <span>

#include "base/random.h"

namespace weige::seal {

// The source must outlive it.
class PassedInRng final : public Botan::RandomNumberGenerator {
 public:
  explicit PassedInRng(const Random& random) : random_(random) {}
  void randomize(std::uint8_t out[], std::size_t length) override {
    random_(std::as_writable_bytes(std::span(out, length)));
  }
  void add_entropy(const std::uint8_t[], std::size_t) override {}
  bool accepts_input() const override { return false; }
  bool is_seeded() const override { return true; }
  void clear() override {}
  std::string name() const override { return "passed in"; }

 private:
  const Random& random_;
};

}  // namespace weige::seal
