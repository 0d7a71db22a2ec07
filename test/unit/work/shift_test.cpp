// S5: rest and cover, when doors are answered, and swaps.
#include "work/shift.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace weige::work {
namespace shift_test {

const Day kMonday = *parse_iso_day("2026-11-23");
const access::PostId kLeader{1}, kOfficer{2}, kCoordinator{3};
const std::vector<access::PostId> kPosts{kLeader, kOfficer, kCoordinator};

Day day(int number) {
  return Day{std::chrono::sys_days{kMonday} + std::chrono::days{number}};
}
ShiftSlot slot(access::PostId post, int number, int from_hour, int to_hour) {
  return {.post = post, .on = day(number), .from = from_hour * 60, .to = to_hour * 60};
}
std::string told(const Done& result) {
  return result ? "" : std::string(catalogue_entry(result.problem().code).code);
}
std::vector<ShiftBreach> only(ShiftRule rule, const std::vector<ShiftSlot>& slots) {
  auto out = breaches_of(kMonday, slots);
  std::erase_if(out, [&](const ShiftBreach& breach) { return breach.rule != rule; });
  return out;
}

TEST(Shifts, AWeekWithRestAndCoverBreaksNothing) {
  std::vector<ShiftSlot> slots;
  for (int number = 0; number < 5; ++number) {
    slots.push_back(slot(kLeader, number, 9, 13));
    slots.push_back(slot(kOfficer, number, 9, 17));
    slots.push_back(slot(kCoordinator, number, 13, 20));
  }
  slots.push_back(slot(kLeader, 5, 10, 16));
  slots.push_back(slot(kCoordinator, 6, 11, 16));
  slots.push_back(slot(kLeader, 6, 10, 11));
  EXPECT_TRUE(check(kMonday, slots, kPosts));
  const auto breaches = breaches_of(kMonday, slots);
  ASSERT_EQ(breaches.size(), 1u) << "the leader has no day free";
  EXPECT_EQ(breaches[0], (ShiftBreach{ShiftRule::free_day, kLeader, std::nullopt, 1440}));
}

TEST(Shifts, TellTooManyHours) {
  EXPECT_EQ(only(ShiftRule::hours_a_day, {slot(kLeader, 0, 8, 12), slot(kLeader, 0, 13, 18)}),
            (std::vector<ShiftBreach>{{ShiftRule::hours_a_day, kLeader, day(0), 60}}));
  std::vector<ShiftSlot> week;
  for (int number = 0; number < 6; ++number) week.push_back(slot(kOfficer, number, 9, 16));
  EXPECT_EQ(only(ShiftRule::hours_a_week, week),
            (std::vector<ShiftBreach>{{ShiftRule::hours_a_week, kOfficer, std::nullopt, 120}}));
}

TEST(Shifts, TellTooLittleRest) {
  EXPECT_EQ(only(ShiftRule::rest, {slot(kLeader, 0, 14, 22), slot(kLeader, 1, 8, 12)}),
            (std::vector<ShiftBreach>{{ShiftRule::rest, kLeader, day(1), 60}}));
  EXPECT_TRUE(only(ShiftRule::rest, {slot(kLeader, 0, 14, 22), slot(kLeader, 1, 9, 12)}).empty());
  EXPECT_TRUE(only(ShiftRule::rest, {slot(kLeader, 0, 8, 12), slot(kLeader, 0, 13, 15)}).empty())
      << "a break within a day is no night";
}

TEST(Shifts, TellHoursWithoutAnybody) {
  const auto empty = breaches_of(kMonday, {});
  ASSERT_EQ(empty.size(), 7u);
  EXPECT_EQ(empty[0], (ShiftBreach{ShiftRule::cover, std::nullopt, day(0), kCoverTo - kCoverFrom}));
  EXPECT_EQ(empty[6].minutes, kCoverWeekendTo - kCoverWeekendFrom);
  const auto covered = only(ShiftRule::cover, {slot(kLeader, 0, 8, 14), slot(kOfficer, 0, 13, 19)});
  EXPECT_EQ(covered[0].minutes, 60);
}

TEST(Shifts, LieInTheirWeekAndDoNotOverlap) {
  const std::vector<ShiftSlot> good{slot(kLeader, 0, 9, 12)};
  EXPECT_EQ(told(check(day(1), good, kPosts)), "bad-date") << "no Monday";
  EXPECT_EQ(told(check(kMonday, std::vector{slot(kLeader, 7, 9, 12)}, kPosts)), "bad-date");
  EXPECT_EQ(told(check(kMonday, std::vector{slot(kLeader, -1, 9, 12)}, kPosts)), "bad-date");
  EXPECT_EQ(told(check(kMonday, std::vector{slot(kLeader, 0, 12, 12)}, kPosts)), "ends-before-start");
  EXPECT_EQ(told(check(kMonday, std::vector{slot(access::PostId{9}, 0, 9, 12)}, kPosts)), "bad-choice");
  const std::vector<ShiftSlot> twice{slot(kLeader, 0, 9, 12), slot(kLeader, 0, 11, 13)};
  EXPECT_EQ(told(check(kMonday, twice, kPosts)), "shift-overlap");
  const std::vector<ShiftSlot> beside{slot(kLeader, 0, 9, 12), slot(kLeader, 0, 12, 13),
                                      slot(kOfficer, 0, 9, 12)};
  EXPECT_EQ(told(check(kMonday, beside, kPosts)), "");
}

TEST(Hours, WilsonsIntervalHoldsTheShareAndNarrows) {
  const auto few = wilson({10, 5}), many = wilson({1000, 500});
  EXPECT_NEAR(few.low, 0.2366, 1e-3);
  EXPECT_NEAR(few.high, 0.7634, 1e-3);
  EXPECT_LT(many.high - many.low, few.high - few.low);
  EXPECT_EQ(wilson({20, 0}).low, 0.0);
  EXPECT_LE(wilson({20, 20}).high, 1.0);
}

TEST(Hours, AreAdvisedOnlyWhenThereIsEnoughToTell) {
  std::array<HourTries, 24> hours{};
  hours[10] = {100, 30};
  hours[19] = {100, 70};
  hours[14] = {100, 50};
  hours[8] = {kFewestTries - 1, kFewestTries - 1};
  const auto told = hour_evidence(hours);
  ASSERT_EQ(told.size(), 24u);
  EXPECT_EQ(told[10].advice, HourAdvice::worse);
  EXPECT_EQ(told[19].advice, HourAdvice::better);
  EXPECT_EQ(told[14].advice, HourAdvice::usual);
  EXPECT_EQ(told[8].advice, HourAdvice::too_few);
  EXPECT_FALSE(told[8].interval);
  EXPECT_EQ(told[3].advice, HourAdvice::too_few);
}

TEST(Swaps, ChangeThePostsOfTheSlots) {
  auto mine = slot(kLeader, 0, 9, 12), theirs = slot(kOfficer, 1, 9, 12);
  mine.id = ShiftSlotId{11};
  theirs.id = ShiftSlotId{12};
  const ShiftSwap give{.slot = mine.id, .asked_by = kLeader, .asked_of = kOfficer};
  EXPECT_EQ(swapped({mine, theirs}, give)[0].post, kOfficer);
  EXPECT_EQ(swapped({mine, theirs}, give)[1].post, kOfficer);
  auto exchange = give;
  exchange.other = theirs.id;
  EXPECT_EQ(swapped({mine, theirs}, exchange)[1].post, kLeader);
}

}  // namespace shift_test
}  // namespace weige::work
