// Secret: 32 bytes that keys are made from; wiped when their owner lets go, never printed.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "base/random.h"

namespace weige::seal {

class Secret {
 public:
  static constexpr std::size_t kBytes = 32;
  static Secret make(const Random& random);
  static std::optional<Secret> of(std::string_view bytes);  // nullopt unless there are exactly kBytes

  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret();

  std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }
  bool operator==(const Secret&) const = default;

 private:
  Secret() = default;
  std::array<char, kBytes> bytes_{};
};

}  // namespace weige::seal
