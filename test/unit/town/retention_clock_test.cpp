// Clocks of retention within their bounds, and when a night begins.
#include "town/retention_clock.h"

#include <gtest/gtest.h>

#include "support/test_time.h"

namespace weige::town {
namespace retention_clock_test {

using namespace std::chrono_literals;
using std::chrono::days;
using testing_support::kTestNow;

TEST(RetentionTimes, AreWhatShipsUnlessATownSaysOtherwise) {
  EXPECT_EQ(RetentionTimes().of("record.cancelled"), days{365});
  EXPECT_EQ(RetentionTimes().of("audit.at"), days{1095});
  const auto set = RetentionTimes::parse("record.cancelled=730,audit.at=183");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->of("record.cancelled"), days{730});
  EXPECT_EQ(set->of("audit.at"), days{183});
  EXPECT_EQ(set->of("account.disabled"), days{730});
  EXPECT_EQ(RetentionTimes::parse(set->text())->text(), set->text());
  EXPECT_TRUE(RetentionTimes::parse(""));
}

TEST(RetentionTimes, HaveBoundsThatNobodySets) {
  for (const auto* text : {"audit.at=182", "audit.at=0", "audit.at=", "audit.at", "audit.at=183d",
                           "audit.at=-1", "record.cancelled=179", "record.cancelled=1826",
                           "roster.expires_at=1", "session.end=0", "no.such=5", "audit.at=200,no.such=5"})
    EXPECT_FALSE(RetentionTimes::parse(text)) << text;
}

// The log is kept for six months at least, whatever else changes.
TEST(RetentionClocks, NeverLetTheLogGoBeforeSixMonths) {
  for (const auto& clock : retention_clocks()) {
    EXPECT_LE(clock.least, clock.days) << clock.clock;
    EXPECT_LE(clock.days, clock.most) << clock.clock;
    EXPECT_FALSE(clock.zh.empty() || clock.en.empty()) << clock.clock;
    EXPECT_TRUE(clock.clock != "audit.at" || clock.least >= 183);
  }
}

// 14:00 in the town.
TEST(NightOf, BeginsAtThreeInTheTown) {
  const auto today = *parse_iso_day("2026-11-23"), tomorrow = *parse_iso_day("2026-11-24");
  EXPECT_EQ(night_of(kTestNow, {}), today);
  EXPECT_EQ(night_of(kTestNow - 11h, {}), today);
  EXPECT_EQ(night_of(kTestNow - 11h - 1us, {}), *parse_iso_day("2026-11-22"));
  EXPECT_EQ(night_of(kTestNow + 13h - 1us, {}), today);
  EXPECT_EQ(night_of(kTestNow + 13h, {}), tomorrow);
}

}  // namespace retention_clock_test
}  // namespace weige::town
