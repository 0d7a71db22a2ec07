#include "base/random.h"

#include <sys/random.h>

#include <cerrno>
#include <memory>
#include <random>
#include <system_error>

namespace weige {

Random system_random() {
  return [](std::span<std::byte> out) {
    while (!out.empty()) {
      const auto got = ::getrandom(out.data(), out.size(), 0);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw std::system_error(errno, std::generic_category(), "getrandom");
      out = out.subspan(static_cast<std::size_t>(got));
    }
  };
}

Random seeded_random(std::uint64_t seed) {
  const auto engine = std::make_shared<std::mt19937_64>(seed);
  return [engine](std::span<std::byte> out) {
    for (auto& byte : out) byte = static_cast<std::byte>((*engine)() >> 56);
  };
}

}  // namespace weige
