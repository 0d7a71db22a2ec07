// What a visit is expected to find: turnover drawn towards its surroundings, learning from visits, reasons,
// hours, and the intervals of what was found.
#include "work/plan_yield.h"

#include <gtest/gtest.h>

#include "work/plan_rate.h"

namespace weige::work {
namespace plan_yield_test {

const Day kToday = *parse_iso_day("2026-11-23");

TEST(PlanTurnover, FewDataAreDrawnToWhatHoldsAround) {
  PlanGround ground{.buildings = {{}, {}}, .doors = {}};
  for (int i = 0; i < 20; ++i) {
    ground.doors.push_back({.premises = i, .building = 0, .moves = 6, .years = 3});
    ground.doors.push_back({.premises = 100 + i, .building = 1, .moves = 0, .years = 3});
  }
  const auto turnover = turnover_of(ground);
  EXPECT_NEAR(turnover[0].building, 2, 0.2) << "two moves a year: seen often, hardly drawn";
  EXPECT_LT(turnover[1].building, 0.2);
  EXPECT_GT(turnover[1].building, 0) << "never seen is not never";
  ground.doors.push_back({.premises = 500, .building = 0, .moves = 0, .years = 0});
  EXPECT_NEAR(turnover_of(ground).back().door, 2, 0.4) << "of a door without history: as its building";
}

TEST(PlanTurnover, NoMoreDifferenceThanChanceMeansNoDifference) {
  std::vector<Exposure> same(50, Exposure{3, 3});
  const auto prior = gamma_prior(same);
  EXPECT_NEAR(prior.mean(), 1, 0.02);
  EXPECT_NEAR(shrunk_rate(prior, {0, 3}), 1, 0.05);
  EXPECT_GT(gamma_prior({}).mean(), 0);
}

TEST(PlanYield, LearnsFromWhatWasFound) {
  EXPECT_DOUBLE_EQ(learned({}), 1);
  EXPECT_DOUBLE_EQ(learned({.expected = 10, .errors = 0}), 0.5);
  EXPECT_DOUBLE_EQ(learned({.expected = 30, .errors = 70}), 2);
  const DoorEvidence door{.confirmed = kToday, .findings = 1};
  PastYields past{};
  const double before = expected_errors(door, {1, 1}, kToday, past).errors;
  past[0] = {.expected = 100, .errors = 10};
  EXPECT_LT(expected_errors(door, {1, 1}, kToday, past).errors, before / 3);
}

TEST(PlanYield, GrowsWithAgeTurnoverAndContradictions) {
  const auto errors = [](const DoorEvidence& door, double rate) {
    return expected_errors(door, {rate, rate}, kToday, {}).errors;
  };
  const DoorEvidence fresh{.confirmed = *parse_iso_day("2026-11-01"), .residents = 2};
  const DoorEvidence old{.confirmed = *parse_iso_day("2025-09-01"), .residents = 2};
  EXPECT_GT(errors(old, 1), errors(fresh, 1));
  EXPECT_GT(errors(old, 2), errors(old, 0.2));
  auto contradicted = fresh;
  contradicted.findings = 1;
  EXPECT_GT(errors(contradicted, 1), errors(fresh, 1));
  auto asked = contradicted;
  asked.tasks = {{.source = TaskSource::finding, .due = kToday}};
  EXPECT_DOUBLE_EQ(errors(asked, 1), errors(contradicted, 1)) << "a finding and its task are one thing";
  EXPECT_LT(expected_errors({.confirmed = kToday}, {1, 1}, kToday, {}).errors, 0.05);
}

TEST(PlanYield, AnswersAndHoursComeFromTheDoor) {
  DoorEvidence door;
  EXPECT_DOUBLE_EQ(chance_of_answer(door), 0.6);
  EXPECT_TRUE(best_hours(door).empty());
  door.hours[9] = {.tries = 6, .answered = 1};
  door.hours[19] = {.tries = 3, .answered = 3};
  door.hours[20] = {.tries = 1, .answered = 1};
  door.hours[12] = {.tries = 4, .answered = 0};
  EXPECT_EQ(best_hours(door), (std::vector{19, 20, 9}));
  EXPECT_NEAR(chance_of_answer(door), 8.0 / 19, 1e-12);
}

TEST(PlanYield, ReasonsAreToldInFiguresAndKeptAsText) {
  DoorEvidence door{.confirmed = *parse_iso_day("2025-09-20"), .residents = 4, .findings = 2, .said_gone = 2};
  door.tasks = {{.source = TaskSource::campaign, .due = *parse_iso_day("2026-11-30"), .attempts = 2}};
  const Turnover turnover{2.4, 2.4};
  const auto reasons = reasons_of(door, expected_errors(door, turnover, kToday, {}), turnover, kToday);
  ASSERT_EQ(reasons.size(), 5u);
  EXPECT_EQ(reasons[0], (PlanReason{"roster_differs", "", {2, 4}}));
  EXPECT_EQ(reasons[1], (PlanReason{"confirmed_ago", "", {14}}));
  EXPECT_EQ(reasons[2], (PlanReason{"turnover", "", {5}}));
  EXPECT_EQ(reasons[3], (PlanReason{"task", "campaign", {7}}));
  EXPECT_EQ(reasons[4], (PlanReason{"not_met", "", {2}}));
  EXPECT_EQ(reasons_from_kept(to_kept(reasons)), reasons);
  EXPECT_TRUE(reasons_from_kept("").empty());
  const std::vector<PlanReason> bare{{"never_confirmed", "", {}}};
  EXPECT_EQ(reasons_from_kept(to_kept(bare)), bare);
  EXPECT_EQ(reasons_of({}, {}, {}, kToday).front().code, "never_confirmed") << "there is always one";
}

// Wilson's interval for 15 of 50, and Barker's for 4 events.
TEST(PlanRate, IntervalsAreThoseOfTheirSources) {
  const auto share = share_interval(15, 50);
  ASSERT_TRUE(share);
  EXPECT_NEAR(share->low, 0.1910, 5e-4);
  EXPECT_NEAR(share->high, 0.4375, 5e-4);
  EXPECT_NEAR(share_interval(0, 10)->low, 0, 1e-12);
  EXPECT_NEAR(share_interval(10, 10)->high, 1, 1e-12);
  EXPECT_FALSE(share_interval(0, 0));
  const auto rate = rate_interval(4, 2);
  ASSERT_TRUE(rate);
  EXPECT_DOUBLE_EQ(rate->value, 2);
  EXPECT_NEAR(rate->low, 0.7777, 5e-3);
  EXPECT_NEAR(rate->high, 5.143, 5e-3);
  EXPECT_NEAR(rate_interval(0, 3)->low, 0, 1e-12);
  EXPECT_FALSE(rate_interval(1, 0));
}

}  // namespace plan_yield_test
}  // namespace weige::work
