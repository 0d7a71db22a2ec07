// Full verification (O6, S2) and the share of grid staff (L6): what counts as confirmed, states, reasons,
// months.
#include "work/verification.h"

#include <gtest/gtest.h>

#include "work/staff_share.h"

namespace weige::work {
namespace verification_test {

const Day kFirst = *parse_iso_day("2026-11-01");

VerificationDoor door_of(const char* confirmed, std::int64_t residents, std::int64_t fresh) {
  return {.premises = 1,
          .residents = residents,
          .residents_confirmed = fresh,
          .premises_confirmed_at = *parse_iso_day(confirmed)};
}

TEST(Verification, ADoorIsConfirmedWithEverybodyBehindIt) {
  EXPECT_TRUE(is_confirmed(door_of("2026-11-01", 2, 2), kFirst));
  EXPECT_TRUE(is_confirmed(door_of("2026-11-20", 0, 0), kFirst)) << "empty premises are premises too";
  EXPECT_FALSE(is_confirmed(door_of("2026-10-31", 2, 2), kFirst));
  EXPECT_FALSE(is_confirmed(door_of("2026-11-20", 2, 1), kFirst));
}

TEST(Verification, ProgressIsWhatHoldsNow) {
  auto door = door_of("2026-10-01", 1, 0);
  EXPECT_EQ(progress_of(door, kFirst), DoorProgress::to_do);
  door.round_task = true;
  EXPECT_EQ(progress_of(door, kFirst), DoorProgress::task_open);
  door.reason = UnconfirmedReason::no_access;
  EXPECT_EQ(progress_of(door, kFirst), DoorProgress::could_not);
  door.residents_confirmed = 1;
  door.premises_confirmed_at = kFirst;
  EXPECT_EQ(progress_of(door, kFirst), DoorProgress::confirmed) << "confirmed after all";
  for (const auto state :
       {DoorProgress::confirmed, DoorProgress::to_do, DoorProgress::task_open, DoorProgress::could_not})
    EXPECT_EQ(door_progress_of(code(state)), state);
}

TEST(Verification, CountsAddUp) {
  const auto counts = counts_of({door_of("2026-11-02", 2, 2), door_of("2026-11-02", 3, 1),
                                 door_of("2026-09-02", 1, 1), door_of("2026-11-05", 0, 0)},
                                kFirst);
  EXPECT_EQ(counts, (VerificationCounts{.doors = 4,
                                        .doors_confirmed = 2,
                                        .residents = 6,
                                        .residents_confirmed = 4,
                                        .premises_confirmed = 3}));
}

// boundaries.md 8: no reason says that somebody would not be registered.
TEST(Verification, ReasonsComeFromSignsOfTheDoor) {
  EXPECT_EQ(shown_by_signs({}), UnconfirmedReason::not_reached);
  EXPECT_EQ(shown_by_signs({.not_at_home = true}), UnconfirmedReason::nobody_met);
  EXPECT_EQ(shown_by_signs({.not_at_home = true, .vacant = true}), UnconfirmedReason::vacant);
  EXPECT_EQ(shown_by_signs({.not_at_home = true, .other_task = true}), UnconfirmedReason::carried_over);
  EXPECT_EQ(shown_by_signs({.open_finding = true, .other_task = true}), UnconfirmedReason::being_clarified);
  EXPECT_EQ(shown_by_signs({.not_at_home = true, .unsafe = true}), UnconfirmedReason::no_access);
  EXPECT_EQ(shown_by_signs({.wrong_address = true, .unsafe = true}), UnconfirmedReason::address_wrong);
  EXPECT_EQ(unconfirmed_reason_of("refused"), std::nullopt);
  for (const auto* text : {"nobody_met", "no_access", "vacant", "address_wrong", "being_clarified",
                           "carried_over", "not_reached"})
    EXPECT_EQ(code(unconfirmed_reason_of(text).value()), text);
}

TEST(Verification, AddressesAreSortedAsOneWalks) {
  EXPECT_LT(walking_key("明珠路88弄9号101室"), walking_key("明珠路88弄10号101室"));
  EXPECT_LT(walking_key("明珠路88弄9号102室"), walking_key("明珠路88弄9号1001室"));
}

TEST(Verification, MonthsEndWithTheYear) {
  EXPECT_EQ(to_iso(first_of_month("2026-12")), "2026-12-01");
  EXPECT_EQ(to_iso(first_after("2026-12")), "2027-01-01");
  EXPECT_EQ(to_iso(first_after("2026-02")), "2026-03-01");
}

TEST(StaffShare, IsOfAllChangesToResidents) {  // L6
  StaffShare share;
  EXPECT_EQ(share.share(), std::nullopt);
  share.all = {.adds = 5, .changes = 3, .cancellations = 2};
  share.grid_staff.count(ChangeSort::add, 1);
  share.grid_staff.count(ChangeSort::cancellation, 1);
  EXPECT_DOUBLE_EQ(share.share().value(), 0.2);
}

TEST(StaffShare, LeastIsRoundedUpAndNeverNone) {
  EXPECT_EQ(least_of_staff({.adds = 10}, 0.2), 2);
  EXPECT_EQ(least_of_staff({.adds = 11}, 0.2), 3);
  EXPECT_EQ(least_of_staff({}, 0.2), 1);
}

}  // namespace verification_test
}  // namespace weige::work
