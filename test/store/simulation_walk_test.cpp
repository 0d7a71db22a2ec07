// A simulated month in a whole small town, through the use cases on both engines: what visits told stands in
// the register, lists have become differences and tasks, and all policies begin in the same town.
#include "town/simulation_walk_actions.h"

#include <gtest/gtest.h>

#include <optional>
#include <set>

#include "standards/id_number.h"
#include "support/databases.h"
#include "support/read_uploads.h"
#include "support/sample_town.h"
#include "town/simulation_newcomer.h"
#include "work/task_follow_writer.h"

namespace weige::town {
namespace simulation_walk_test {

class WalkedMonth : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    work::follow_findings(events_);
    auto made =
        make_walked_town(db(), {.residents = 600, .seed = 3, .until = testing_support::kSampleUntil},
                         testing_support::three_committees(),
                         {.passwords = seeded_random(3), .cost = {.memory_kib = 8, .passes = 1, .lanes = 1}});
    ASSERT_TRUE(made) << title(made.problem(), Language::en);
    town_ = *std::move(made);
  }
  MonthWish wish(ErrorWorld world) const {
    return {.first = testing_support::kSampleUntil,
            .hours_a_week = 6,
            .world = world,
            .seed = 3,
            .rules = town_->rules};
  }
  Result<MonthOutcome> walk(DoorPolicy policy, ErrorWorld world = ErrorWorld::real) {
    return walk_town_month({.database = db(), .sandbox = test::parse_sandbox(), .events = events_}, *town_,
                           wish(world), policy);
  }
  std::int64_t count(std::string_view sql) {
    return db().read([&](store::Transaction& tx) { return tx.scalar<std::int64_t>(sql); });
  }
  RegisterErrors before_in_figures(ErrorWorld world) const {
    RegisterErrors sum;
    for (const auto& grid : town_->grids)
      sum += walk_month(grid.start, wish(world), DoorPolicy::nobody).before;
    return sum;
  }

  intake::FindingEvents events_;
  std::optional<WalkedTown> town_;
};
WEIGE_BOTH_ENGINES(WalkedMonth);

TEST_P(WalkedMonth, VisitsOfThePlanPutTheRegisterRight) {
  const auto visits = count("SELECT count(*) FROM visit"), plans = count("SELECT count(*) FROM plan");
  const auto done = walk(DoorPolicy::product);
  ASSERT_TRUE(done) << title(done.problem(), Language::en) << " " << done.problem().place;
  EXPECT_EQ(done->before.missing, before_in_figures(ErrorWorld::real).missing);
  EXPECT_EQ(done->before.gone, before_in_figures(ErrorWorld::real).gone);
  EXPECT_GT(done->found, 0);
  EXPECT_LT(done->after.share(), done->before.share());
  EXPECT_EQ(count("SELECT count(*) FROM visit") - visits, done->visits);
  // Four Wednesdays in each grid.
  EXPECT_EQ(count("SELECT count(*) FROM plan") - plans, static_cast<std::int64_t>(4 * town_->grids.size()));
}

TEST_P(WalkedMonth, WithoutVisitsListsLeaveTasks) {
  const auto lists = count("SELECT count(*) FROM roster");
  const auto done = walk(DoorPolicy::nobody);
  ASSERT_TRUE(done) << title(done.problem(), Language::en) << " " << done.problem().place;
  EXPECT_EQ(done->visits, 0);
  EXPECT_EQ(done->found, 0);
  EXPECT_GT(done->after.missing + done->after.gone, done->before.missing + done->before.gone);
  EXPECT_GT(count("SELECT count(*) FROM roster"), lists);
  EXPECT_EQ(count("SELECT count(*) FROM roster WHERE compared_at IS NULL"), 0);
  EXPECT_GT(count("SELECT count(*) FROM task WHERE source = 'finding'"), 0);
}

TEST_P(WalkedMonth, ByChanceNobodyFollowsAPlan) {
  const auto plans = count("SELECT count(*) FROM plan");
  const auto done = walk(DoorPolicy::random, ErrorWorld::null);
  ASSERT_TRUE(done) << title(done.problem(), Language::en) << " " << done.problem().place;
  EXPECT_EQ(done->before.missing, before_in_figures(ErrorWorld::null).missing);
  EXPECT_GT(done->found, 0);
  EXPECT_EQ(count("SELECT count(*) FROM plan"), plans);
}

TEST(SimulatedNewcomers, HaveNumbersOfTheirOwn) {
  std::set<std::string> numbers;
  for (std::size_t door = 0; door < 2000; ++door)
    for (std::int64_t person = -1; person >= -8; --person) {
      const auto who = newcomer_of(7, door, person);
      EXPECT_FALSE(who.name.empty());
      EXPECT_TRUE(standards::IdNumber::parse(who.id_number)) << who.id_number;
      EXPECT_TRUE(numbers.insert(who.id_number).second) << who.id_number;
    }
  EXPECT_EQ(newcomer_of(7, 5, -2).name, newcomer_of(7, 5, -2).name);
}

}  // namespace simulation_walk_test
}  // namespace weige::town
