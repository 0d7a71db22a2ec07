#include "base/clock.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace weige {
namespace clock_test {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

TEST(Clock, WritesAndReadsRfc3339) {
  const auto instant = parse_rfc3339("2026-11-23T14:05:07.5+08:00");
  ASSERT_TRUE(instant);
  EXPECT_EQ(to_rfc3339(*instant), "2026-11-23T06:05:07.500000Z");
}

TEST(Clock, RefusesInstantsThatDoNotExist) {
  for (const auto* text :
       {"", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00Zx", "20260101T000000Z"})
    EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(Clock, TownDayTurnsAtLocalMidnight) {
  const TownTime town;
  const auto before = parse_rfc3339("2026-11-22T15:59:59Z"), after = parse_rfc3339("2026-11-22T16:00:00Z");
  EXPECT_EQ(to_iso(town.day_of(*before)), "2026-11-22");
  EXPECT_EQ(to_iso(town.day_of(*after)), "2026-11-23");
  EXPECT_EQ(town.start_of(Day{year{2026}, month{11}, day{23}}), *after);
}

RC_GTEST_PROP(Clock, EveryInstantSurvivesTheRoundTrip, ()) {
  const auto micros = *rc::gen::inRange<std::int64_t>(-62'000'000'000'000'000, 250'000'000'000'000'000);
  const Instant instant{std::chrono::microseconds{micros}};
  RC_ASSERT(parse_rfc3339(to_rfc3339(instant)) == instant);
}

}  // namespace clock_test
}  // namespace weige
