// Text as the cryptographic library takes it.
#pragma once

#include <cstdint>
#include <string_view>

namespace weige::access {

// The same bytes; valid as long as the text.
inline const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace weige::access
