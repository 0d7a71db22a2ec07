// Which doors are worth the time, against the twin that tries everything; and the way between buildings.
#include "work/plan_choice.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "reference/slow_plan.h"
#include "work/plan_route.h"

namespace weige::work {
namespace plan_choice_test {

struct Case {
  std::vector<BuildingPlace> buildings;
  ChoiceProblem problem;
};

double between(std::mt19937_64& random, double low, double high) {
  return low + (high - low) * static_cast<double>(random() % 10'001) / 10'000;
}

// A kilometre across; some towns without points.
std::vector<BuildingPlace> some_buildings(std::mt19937_64& random, std::size_t count) {
  std::vector<BuildingPlace> out;
  const bool has_points = random() % 4 != 0;
  for (std::size_t i = 0; i < count; ++i) {
    BuildingPlace place{.lane = static_cast<std::int64_t>(random() % 3), .key = std::to_string(i)};
    place.lane_key = std::to_string(place.lane);
    if (has_points) place.point = DoorPoint{between(random, 121.27, 121.28), between(random, 31.17, 31.18)};
    out.push_back(place);
  }
  return out;
}

void fill(Case& made, std::mt19937_64& random, std::size_t doors) {
  made.problem.buildings = made.buildings;
  for (std::size_t i = 0; i < doors; ++i)
    made.problem.doors.push_back({.building = random() % made.buildings.size(),
                                  .value = random() % 5 == 0 ? 0 : between(random, 0.01, 2),
                                  .minutes = between(random, 2, 8)});
}

TEST(PlanChoice, ComesNearTheBestOfAllSets) {
  std::mt19937_64 random(20261123);
  double ratios = 0;
  int cases = 0;
  for (int i = 0; i < 150; ++i) {
    Case made{.buildings = some_buildings(random, 1 + random() % 4), .problem = {}};
    fill(made, random, 1 + random() % 9);
    made.problem.most_doors = 1 + random() % 6;
    made.problem.minutes = between(random, 10, 60);
    const auto choice = choose_doors(made.problem);
    const double best = reference::slow_best_value(made.problem);
    EXPECT_LE(choice.doors.size(), made.problem.most_doors);
    EXPECT_LE(choice.minutes, made.problem.minutes + 1e-9);
    EXPECT_LE(choice.value, best + 1e-9) << "case " << i;
    EXPECT_GE(choice.value, 0.5 * best - 1e-9) << "case " << i;
    if (best > 0) {
      ratios += choice.value / best;
      ++cases;
    }
  }
  EXPECT_GE(ratios / cases, 0.97);
}

TEST(PlanChoice, FixedDoorsGoAlongAlsoPastTheLimits) {
  std::mt19937_64 random(7);
  Case made{.buildings = some_buildings(random, 3), .problem = {}};
  fill(made, random, 8);
  made.problem.fixed = {1, 4, 6};
  made.problem.most_doors = 2;
  made.problem.minutes = 5;
  EXPECT_EQ(choose_doors(made.problem).doors, (std::vector<std::size_t>{1, 4, 6}));
  made.problem.most_doors = 5;
  made.problem.minutes = 500;
  const auto choice = choose_doors(made.problem);
  for (const auto fixed : made.problem.fixed)
    EXPECT_NE(std::ranges::find(choice.doors, fixed), choice.doors.end());
}

TEST(PlanChoice, ABuildingOfFewErrorsEachBeatsOneFarAway) {
  Case made;
  made.buildings = {{.lane = 1, .key = "1", .point = DoorPoint{121.27, 31.17}},
                    {.lane = 2, .key = "2", .point = DoorPoint{121.29, 31.19}}};
  made.problem.buildings = made.buildings;
  for (int i = 0; i < 6; ++i) made.problem.doors.push_back({.building = 0, .value = 0.4, .minutes = 5});
  made.problem.doors.push_back({.building = 1, .value = 0.9, .minutes = 5});
  made.problem.minutes = 37;
  EXPECT_EQ(choose_doors(made.problem).doors, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
}

TEST(PlanChoice, IsTheSameEachTime) {
  std::mt19937_64 random(11);
  Case made{.buildings = some_buildings(random, 200), .problem = {}};
  fill(made, random, 2000);
  EXPECT_EQ(choose_doors(made.problem).doors, choose_doors(made.problem).doors);
}

TEST(PlanRoute, IsNearTheShortestWay) {
  std::mt19937_64 random(3);
  double ours = 0, best = 0;
  for (int i = 0; i < 60; ++i) {
    std::vector<BuildingPlace> buildings;
    for (int k = 0; k < 6; ++k)
      buildings.push_back(
          {.lane = 1,
           .key = std::to_string(k),
           .point = DoorPoint{between(random, 121.27, 121.28), between(random, 31.17, 31.18)}});
    std::vector<std::size_t> all(buildings.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto order = walking_order(buildings, all);
    EXPECT_TRUE(std::ranges::is_permutation(order, all));
    ours += way_minutes(buildings, order);
    best += reference::slow_way(buildings, all);
  }
  EXPECT_LE(ours, 1.1 * best);
}

TEST(PlanRoute, WithoutPointsLanesAreWalkedUpAndDown) {
  std::vector<BuildingPlace> buildings;
  for (const std::int64_t lane : {1, 2})
    for (const char* key : {"00000001", "00000002", "00000010"})
      buildings.push_back({.lane = lane, .lane_key = std::to_string(lane), .key = key});
  EXPECT_EQ(walking_order(buildings, {5, 0, 4, 1, 3, 2}), (std::vector<std::size_t>{0, 1, 2, 5, 4, 3}));
  buildings[1].point = DoorPoint{121.27, 31.17};
  EXPECT_EQ(walking_order(buildings, {5, 0, 4, 1, 3, 2}), (std::vector<std::size_t>{0, 1, 2, 5, 4, 3}))
      << "one point is not enough to go by";
}

TEST(PlanRoute, ABuildingWithoutAPointStandsInTheMiddleOfItsLane) {
  const std::vector<BuildingPlace> buildings{
      {.lane = 1, .lane_key = "1", .key = "1", .point = DoorPoint{121.270, 31.17}},
      {.lane = 1, .lane_key = "1", .key = "2"},
      {.lane = 2, .lane_key = "2", .key = "1", .point = DoorPoint{121.279, 31.17}}};
  EXPECT_EQ(walking_order(buildings, {2, 1, 0}), (std::vector<std::size_t>{0, 1, 2}));
}

}  // namespace plan_choice_test
}  // namespace weige::work
