// What a simulation begins with, from the register on both engines: each grid with its doors, and the error
// model's view of them beside the plan's.
#include <gtest/gtest.h>

#include <optional>
#include <set>

#include "support/databases.h"
#include "support/resident_town.h"
#include "support/sample_town.h"
#include "town/simulation_actions.h"

namespace weige::town {
namespace simulation_test {

class SimulationBegins : public testing_support::BothEngines {
 protected:
  Result<SimulationGround> begin(int residents) {
    return make_simulation_ground(
        db(), {.residents = residents, .seed = 3, .until = testing_support::kSampleUntil},
        testing_support::three_committees(),
        {.passwords = seeded_random(3), .cost = {.memory_kib = 8, .passes = 1, .lanes = 1}});
  }
};
WEIGE_BOTH_ENGINES(SimulationBegins);

TEST_P(SimulationBegins, WithTheGridsOfTheRegister) {
  const auto ground = begin(600);
  ASSERT_TRUE(ground) << title(ground.problem(), Language::en);
  ASSERT_FALSE(ground->grids.empty());
  std::int64_t residences = 0, moves = 0, with_people = 0;
  std::set<std::int64_t> premises;
  for (const auto& grid : ground->grids) {
    ASSERT_EQ(grid.doors.size(), grid.ground.doors.size());
    ASSERT_FALSE(grid.doors.empty());
    const auto area = grid.ground.doors.front().area_id;
    for (std::size_t i = 0; i < grid.doors.size(); ++i) {
      const auto& evidence = grid.ground.doors[i];
      EXPECT_EQ(evidence.area_id, area) << "a grid's doors are its own";
      EXPECT_EQ(evidence.premises, grid.doors[i].premises);
      EXPECT_EQ(static_cast<std::size_t>(evidence.residents), grid.doors[i].people.size());
      EXPECT_LT(evidence.building, grid.ground.buildings.size());
      EXPECT_TRUE(premises.insert(evidence.premises).second) << "one door, one grid";
      residences += static_cast<std::int64_t>(grid.doors[i].people.size());
      with_people += grid.doors[i].people.empty() ? 0 : 1;
      moves += static_cast<std::int64_t>(evidence.moves);
    }
  }
  EXPECT_EQ(residences, ground->residences);
  // Some doors of a small town lie in no grid, by the faults of its points; those are told.
  EXPECT_GT(residences, 100);
  EXPECT_GT(with_people, 20);
  EXPECT_GE(ground->left_out, 0);
  EXPECT_GT(moves, 0) << "the plan's evidence is there";
  EXPECT_EQ(ground->rules.doors_a_day, 40);
}

// The month of a sample town begins and ends the same for the same seed, whichever database it was made in.
TEST_P(SimulationBegins, TheSameSeedIsTheSameMonth) {
  const auto ground = begin(500);
  ASSERT_TRUE(ground);
  testing_support::ScratchDatabase other(store::Engine::sqlite);
  const auto again = make_simulation_ground(
      other.db(), {.residents = 500, .seed = 3, .until = testing_support::kSampleUntil},
      testing_support::three_committees(),
      {.passwords = seeded_random(4), .cost = {.memory_kib = 8, .passes = 1, .lanes = 1}});
  ASSERT_TRUE(again);
  ASSERT_EQ(ground->grids.size(), again->grids.size());
  EXPECT_EQ(ground->residences, again->residences);
  EXPECT_EQ(ground->left_out, again->left_out);
}

class SimulationReads : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    north_door_ = town_->door("明珠路88弄1号101室", town_->small().north);
    town_->door("明珠路90弄1号101室", town_->small().south);
    town_->person("王伟", "", north_door_);
  }
  Result<SimulationGround> read(const access::Actor& actor) {
    return db().write([&](store::Transaction& tx) {
      return read_simulation_ground(
          tx, actor,
          {.now = testing_support::kTestNow, .today = TownTime{}.day_of(testing_support::kTestNow)});
    });
  }

  std::optional<testing_support::ResidentTown> town_;
  std::int64_t north_door_ = 0;
};
WEIGE_BOTH_ENGINES(SimulationReads);

TEST_P(SimulationReads, WhatTheActingPostCovers) {
  const auto office = read(town_->actor(access::Role::population_office, access::kTown)).value();
  EXPECT_EQ(office.grids.size(), 2u) << "without a layer of grids each area is one";
  EXPECT_EQ(office.residences, 1);
  const auto north = read(town_->actor(access::Role::community_officer, town_->small().north)).value();
  ASSERT_EQ(north.grids.size(), 1u);
  ASSERT_EQ(north.grids.front().doors.size(), 1u);
  const auto& door = north.grids.front().doors.front();
  EXPECT_EQ(door.premises, north_door_);
  EXPECT_EQ(door.people.size(), 1u);
  EXPECT_EQ(door.kind, DoorKind::owned);
  const auto read_entries = [&] {
    return db().read([](store::Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM audit_entry WHERE action = 'simulation.read'");
    });
  };
  EXPECT_EQ(read_entries(), 2);
  EXPECT_EQ(read(town_->actor(access::Role::helper, town_->small().north)).problem().code,
            ProblemCode::forbidden);
  EXPECT_EQ(read_entries(), 2);
}

}  // namespace simulation_test
}  // namespace weige::town
