// Versions of norms: which holds on a day, and from when one may.
#include "norms/version.h"

#include <gtest/gtest.h>

namespace weige::norms {
namespace version_test {

Day day(std::string_view text) {
  return parse_iso_day(text).value();
}

NormVersion version(std::int64_t id, std::string_view from, Norm norm = Norm::k1) {
  return {.id = VersionId{id}, .norm = norm, .effective_from = day(from)};
}

TEST(Version, TheLatestDayHoldsAndOfOneDayTheOneMadeLast) {
  const std::vector<NormVersion> all{version(5, "2026-12-01"), version(3, "2026-11-01"),
                                     version(4, "2026-11-01"), version(6, "2026-11-10", Norm::k2)};
  EXPECT_EQ(in_force(all, Norm::k1, day("2026-10-31")), nullptr);
  EXPECT_EQ(in_force(all, Norm::k1, day("2026-11-30"))->id.value, 4);
  EXPECT_EQ(in_force(all, Norm::k1, day("2026-12-01"))->id.value, 5);
  EXPECT_EQ(state_of(all, all[0], day("2026-11-23")), VersionState::coming);
  EXPECT_EQ(state_of(all, all[1], day("2026-11-23")), VersionState::replaced);
  EXPECT_EQ(state_of(all, all[2], day("2026-11-23")), VersionState::in_force);
}

TEST(Version, BeginsTodayAtTheEarliestAndWithinAYear) {
  const auto today = day("2026-11-23");
  EXPECT_TRUE(check_start(today, today));
  EXPECT_TRUE(check_start(day("2027-11-24"), today));
  EXPECT_EQ(check_start(day("2026-11-22"), today).problem().code, ProblemCode::date_out_of_range);
  EXPECT_EQ(check_start(day("2027-11-25"), today).problem().place, "effective_from");
}

TEST(Version, ReasonsHaveCodes) {
  for (const auto* text : {"town_decision", "upper_notice", "experience", "trial", "correction"})
    EXPECT_EQ(code(version_reason_of(text).value()), text);
  EXPECT_FALSE(version_reason_of("because"));
}

}  // namespace version_test
}  // namespace weige::norms
