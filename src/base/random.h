// Randomness is passed in, so that a run can be replayed: the system's for what ships, a seeded one for tests
// and sample data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace weige {

using Random = std::function<void(std::span<std::byte>)>;

Random system_random();                    // the kernel's; throws std::system_error when it has none
Random seeded_random(std::uint64_t seed);  // reproducible, not secret: tests and invented data only

}  // namespace weige
