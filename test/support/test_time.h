// The instant at which tests happen.
#pragma once

#include "base/clock.h"

namespace weige::testing_support {

inline constexpr Instant kTestNow{
    std::chrono::seconds{1795413600}};  // 2026-11-23T06:00:00Z, 14:00 in the town

}  // namespace weige::testing_support
