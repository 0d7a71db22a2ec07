// Typed ids: a PersonId cannot be passed where an AddressId is meant. Values are below 2^53, so that JSON and
// browsers keep them exact.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace weige {

template <class Tag>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
};

}  // namespace weige

template <class Tag>
struct std::hash<weige::Id<Tag>> {
  std::size_t operator()(const weige::Id<Tag>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
