// A legal hold has a reason and an end.
#include "registry/legal_hold.h"

#include <gtest/gtest.h>

#include "registry/erasure.h"

namespace weige::registry {
namespace legal_hold_test {

const Day kToday = *parse_iso_day("2026-11-23");

ProblemCode refusal(const std::string& reason, const char* until) {
  const auto checked = check_hold(reason, *parse_iso_day(until), kToday);
  return checked ? ProblemCode::internal : checked.problem().code;
}

TEST(LegalHolds, NeedAReasonAndAnEndThatIsNotTooFar) {
  EXPECT_TRUE(check_hold("诉讼", *parse_iso_day("2026-11-24"), kToday));
  EXPECT_TRUE(check_hold("诉讼", *parse_iso_day("2029-11-22"), kToday));
  EXPECT_EQ(refusal(" ", "2026-12-01"), ProblemCode::missing_field);
  EXPECT_EQ(refusal(std::string(201, 'x'), "2026-12-01"), ProblemCode::too_long);
  EXPECT_EQ(refusal("诉讼", "2026-11-23"), ProblemCode::bad_date);
  EXPECT_EQ(refusal("诉讼", "2029-12-01"), ProblemCode::bad_date);
}

TEST(LegalHolds, HoldToTheEndOfTheirDayUnlessLifted) {
  LegalHold hold{.until = kToday};
  EXPECT_TRUE(holds_on(hold, kToday));
  EXPECT_FALSE(holds_on(hold, *parse_iso_day("2026-11-24")));
  hold.lifted_at = Instant{};
  EXPECT_FALSE(holds_on(hold, kToday));
}

TEST(ErasureReasons, OfTheProgramAreNotStatedByAnybody) {
  for (const auto reason : all_erasure_reasons()) {
    EXPECT_EQ(erasure_reason_of(code(reason)), reason);
    EXPECT_EQ(stated_reason_of(code(reason)).has_value(),
              reason != ErasureReason::retention && reason != ErasureReason::replay);
  }
  EXPECT_FALSE(erasure_reason_of("because"));
}

}  // namespace legal_hold_test
}  // namespace weige::registry
