// A simulated month in small invented grids: equal hours and equal luck for all policies, what visits put
// right, a gain where errors follow what the register knows and none where they do not.
#include "town/simulation_month.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "town/simulation_choice.h"
#include "town/simulation_interval.h"

namespace weige::town {
namespace simulation_month_test {

const Day kFirst = *parse_iso_day("2026-11-02");  // a Monday

// Lanes of houses with twelve doors each. As in a register that was kept for years: where homes are let,
// people came and went; who was confirmed when has to do with nothing.
SimulatedGrid a_grid(std::int64_t number, int doors) {
  SampleRandom random(static_cast<std::uint64_t>(number));
  SimulatedGrid grid;
  for (int i = 0; i < doors; ++i) {
    const auto premises = number * 100'000 + i + 1;
    if (i % 12 == 0) {
      const auto house = static_cast<int>(grid.ground.buildings.size());
      grid.ground.buildings.push_back(
          {.lane = house / 10,
           .lane_key = std::to_string(1000 + house / 10),
           .key = std::to_string(1000 + house),
           .point = work::DoorPoint{121.27 + 0.0005 * (house % 8), 31.17 + 0.0004 * (house / 8)}});
    }
    const int kind = random.below(100);
    ModelDoor door{.premises = premises,
                   .kind = kind < 50   ? DoorKind::owned
                           : kind < 85 ? DoorKind::let
                           : kind < 90 ? DoorKind::dormitory
                                       : DoorKind::vacant};
    const int people = door.kind == DoorKind::vacant ? 0 : random.between(1, 4);
    for (int p = 0; p < people; ++p) door.people.push_back(premises * 10 + p);
    work::DoorEvidence evidence{.premises = premises,
                                .area_id = number,
                                .building = grid.ground.buildings.size() - 1,
                                .key = std::to_string(10'000 + i)};
    evidence.confirmed = Day{std::chrono::sys_days{kFirst} - std::chrono::days{random.below(700)}};
    evidence.residents = people;
    evidence.years = 3;
    evidence.moves = door.kind == DoorKind::let         ? random.between(1, 4)
                     : door.kind == DoorKind::dormitory ? random.between(3, 8)
                                                        : random.below(8) / 7;
    grid.ground.doors.push_back(std::move(evidence));
    grid.doors.push_back(std::move(door));
  }
  return grid;
}

MonthWish a_wish(std::uint64_t seed, ErrorWorld world = ErrorWorld::real) {
  return {.first = kFirst, .hours_a_week = 6, .world = world, .seed = seed};
}

// By how much less the register is wrong than with the other policy, in each seed.
std::vector<double> gains(ErrorWorld world, DoorPolicy other) {
  std::vector<double> out;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    MonthOutcome own, theirs;
    for (const std::int64_t number : {1, 2}) {
      const auto grid = a_grid(number, 400);
      own += walk_month(grid, a_wish(seed, world), DoorPolicy::product);
      theirs += walk_month(grid, a_wish(seed, world), other);
    }
    out.push_back(theirs.after.share() - own.after.share());
  }
  return out;
}

TEST(SimulationMonth, WithoutVisitsOnlyTheTownChanges) {
  const auto grid = a_grid(1, 200);
  const auto outcome = walk_month(grid, a_wish(1), DoorPolicy::nobody);
  EXPECT_EQ(outcome.visits, 0);
  EXPECT_EQ(outcome.minutes, 0);
  EXPECT_EQ(outcome.before.doors, 200);
  EXPECT_GT(outcome.before.missing, 0);
  EXPECT_GT(outcome.before.gone, 0);
  EXPECT_GT(outcome.before.share(), 0);
  EXPECT_LT(outcome.before.share(), 0.5);
  EXPECT_NE(outcome.after.facts, outcome.before.facts) << "people came";
}

TEST(SimulationMonth, AllWalkEquallyLongInTheSameTown) {
  const auto grid = a_grid(1, 400);
  const auto nobody = walk_month(grid, a_wish(3), DoorPolicy::nobody);
  for (const auto policy : {DoorPolicy::product, DoorPolicy::random, DoorPolicy::oldest}) {
    const auto outcome = walk_month(grid, a_wish(3), policy);
    EXPECT_EQ(outcome.before.missing, nobody.before.missing) << code(policy);
    EXPECT_EQ(outcome.before.gone, nobody.before.gone) << code(policy);
    // Four Wednesdays. The last door of a day may take longer than the day; the next one is shorter by that.
    EXPECT_GE(outcome.minutes, 4 * 6 * 60 - 0.001) << code(policy);
    EXPECT_LE(outcome.minutes, 4 * 6 * 60 + 30) << code(policy);
    EXPECT_GT(outcome.answered, 0.3 * static_cast<double>(outcome.visits)) << code(policy);
    EXPECT_LT(outcome.answered, outcome.visits) << code(policy);
    EXPECT_GT(outcome.found, 0) << code(policy);
    EXPECT_LT(outcome.after.share(), nobody.after.share()) << code(policy);
  }
}

TEST(SimulationMonth, TheSameSeedIsTheSameMonth) {
  const auto grid = a_grid(1, 150);
  for (const auto policy : {DoorPolicy::product, DoorPolicy::random, DoorPolicy::oldest}) {
    const auto once = walk_month(grid, a_wish(5), policy);
    const auto again = walk_month(grid, a_wish(5), policy);
    const auto other = walk_month(grid, a_wish(6), policy);
    EXPECT_EQ(once.visits, again.visits);
    EXPECT_EQ(once.found, again.found);
    EXPECT_EQ(once.minutes, again.minutes);
    EXPECT_EQ(once.after.missing, again.after.missing);
    EXPECT_EQ(once.after.gone, again.after.gone);
    EXPECT_NE(std::tuple(once.before.missing, once.before.gone, once.visits),
              std::tuple(other.before.missing, other.before.gone, other.visits));
  }
}

// Twice as long, less wrong: over several seeds, because one may be unlucky.
TEST(SimulationMonth, MoreHoursPutMoreRight) {
  std::int64_t few = 0, many = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    auto wish = a_wish(seed);
    const auto grid = a_grid(1, 300);
    few += walk_month(grid, wish, DoorPolicy::random).found;
    wish.hours_a_week = 12;
    many += walk_month(grid, wish, DoorPolicy::random).found;
  }
  EXPECT_GT(many, few * 5 / 4);
}

// Where let homes are wrong more often, and the register's own history tells which these are.
TEST(SimulationMonth, ThePlanGainsWhereErrorsFollowWhatIsKnown) {
  for (const auto other : {DoorPolicy::random, DoorPolicy::oldest}) {
    const auto gain = mean_interval(gains(ErrorWorld::real, other));
    EXPECT_GT(gain.low, 0) << code(other) << ": mean " << gain.mean;
  }
}

// Chance leaves 95 in 100 such intervals around 0, and 999 in 1,000 of the wider ones: these seeds were not
// chosen for the outcome, so the wider is asked.
TEST(SimulationMonth, ThePlanGainsNothingWhereNothingTells) {
  for (const auto other : {DoorPolicy::random, DoorPolicy::oldest}) {
    const auto values = gains(ErrorWorld::null, other);
    const auto gain = mean_interval(values, 0.999);
    EXPECT_TRUE(gain.includes(0)) << code(other) << ": " << gain.low << " to " << gain.high;
    const auto real = mean_interval(gains(ErrorWorld::real, other));
    EXPECT_LT(std::abs(gain.mean), real.mean / 2) << code(other);
  }
}

TEST(SimulationMonth, SharesAreOfWhatIsRegisteredOrTrue) {
  const RegisterErrors errors{.missing = 2, .gone = 1, .facts = 12};
  EXPECT_DOUBLE_EQ(errors.share(), 0.25);
  EXPECT_EQ(RegisterErrors{}.share(), 0);
}

class SimulationChoice : public testing::Test {
 protected:
  std::vector<ChosenDoor> choose(DoorPolicy policy, std::size_t doors, int minutes = 360) {
    return choose_day({.ground = grid_.ground,
                       .past = past_,
                       .yields = yields_,
                       .rules = rules_,
                       .today = kFirst,
                       .policy = policy,
                       .seed = 9,
                       .doors = doors,
                       .minutes = minutes,
                       .taken = taken_});
  }

  SimulatedGrid grid_ = a_grid(1, 120);
  std::vector<DoorPast> past_ = std::vector<DoorPast>(120);
  work::PastYields yields_{};
  SimulationRules rules_{.random_share = 0};
  std::set<std::int64_t> taken_;
};

TEST_F(SimulationChoice, OldestFirstGoesToTheOldestUntriedDoors) {
  const auto days_of = [&](std::size_t i) { return std::chrono::sys_days{*grid_.ground.doors[i].confirmed}; };
  std::vector<std::chrono::sys_days> all;
  for (std::size_t i = 0; i < 120; ++i) {
    past_[i].answered = i % 2 == 0;
    if (i % 2 == 1) all.push_back(days_of(i));
  }
  std::ranges::sort(all);
  const auto chosen = choose(DoorPolicy::oldest, 10);
  ASSERT_EQ(chosen.size(), 10u);
  for (const auto& door : chosen) {
    EXPECT_EQ(door.index % 2, 1u) << "answered this month";
    EXPECT_LE(days_of(door.index), all[9]);
  }
  past_[chosen[0].index].tried = kFirst;
  for (const auto& door : choose(DoorPolicy::oldest, 10)) EXPECT_NE(door.index, chosen[0].index);
}

// Or it would stand before some doors day after day and never come back to others.
TEST_F(SimulationChoice, OldestFirstComesBackToTheDoorsTriedLongestAgo) {
  for (const bool answered : {false, true}) {
    for (std::size_t i = 0; i < 120; ++i)
      past_[i] = {.answered = answered,
                  .tried = Day{std::chrono::sys_days{kFirst} + std::chrono::days{i * 7 % 120}}};
    for (const auto& door : choose(DoorPolicy::oldest, 10)) EXPECT_LT(door.index * 7 % 120, 10u);
  }
}

TEST_F(SimulationChoice, NobodyGoesTwiceOnADayAndTimeIsKept) {
  for (const auto policy : {DoorPolicy::product, DoorPolicy::random, DoorPolicy::oldest}) {
    taken_.clear();
    for (const auto& door : choose(policy, 30)) taken_.insert(grid_.ground.doors[door.index].premises);
    EXPECT_EQ(taken_.size(), 30u) << code(policy);
    for (const auto& door : choose(policy, 30))
      EXPECT_FALSE(taken_.contains(grid_.ground.doors[door.index].premises)) << code(policy);
    EXPECT_LT(choose(policy, 30, 40).size(), 15u) << code(policy);
  }
  EXPECT_TRUE(choose(DoorPolicy::nobody, 30).empty());
}

// The price of measuring is the same for all.
TEST_F(SimulationChoice, AllBeginWithTheSameDoorsByChance) {
  rules_.random_share = 1;
  std::map<DoorPolicy, std::set<std::size_t>> chosen;
  for (const auto policy : {DoorPolicy::product, DoorPolicy::random, DoorPolicy::oldest})
    for (const auto& door : choose(policy, 8)) chosen[policy].insert(door.index);
  EXPECT_EQ(chosen[DoorPolicy::product].size(), 8u);
  EXPECT_EQ(chosen[DoorPolicy::product], chosen[DoorPolicy::random]);
  EXPECT_EQ(chosen[DoorPolicy::product], chosen[DoorPolicy::oldest]);
}

}  // namespace simulation_month_test
}  // namespace weige::town
