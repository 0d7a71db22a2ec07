// A small sample town of three committees, made as the program makes it, for tests that need a register with
// history.
#pragma once

#include "standards/division_table.h"
#include "town/sample_town_actions.h"

namespace weige::testing_support {

inline constexpr Day kSampleUntil{std::chrono::year{2026} / 11 / 23};

// 徐泾居委会, 蟠龙居委会 and 前明村村委会 of 徐泾镇, and what is above them.
std::string three_committees_bytes();
standards::DivisionTable three_committees();

// none: as an office begins, since most tests bring their own teams and work.
enum class SampleWork { none, some };
// Throws std::runtime_error when it cannot be made. Passwords are hashed as cheaply as can be.
town::SampleTownMade make_test_sample_town(store::Database& database, int residents, std::uint64_t seed = 1,
                                           SampleWork work = SampleWork::none);

}  // namespace weige::testing_support
