// How a Han character reads, as a small number.
#pragma once

#include <cstdint>

namespace weige::linkage {

// Equal for characters that read alike without tone, zh/z, ch/c, sh/s and final ng/n taken as one, since
// speakers of most regions exchange them; characters without a known reading are equal to themselves only.
// Never 0.
std::uint16_t sound_of(char16_t han);

}  // namespace weige::linkage
