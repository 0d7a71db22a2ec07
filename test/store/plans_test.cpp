// Today's doors on both engines: made once, kept, seen within the scope, measured against chance.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/databases.h"
#include "support/resident_town.h"
#include "work/plan_actions.h"
#include "work/task_writer.h"

namespace weige::work {
namespace plans_test {

using access::Actor;
using access::Role;
using store::Transaction;
using testing_support::kTestNow;
using testing_support::ResidentTown;

constexpr std::chrono::hours kDay{24};

class Plans : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    const auto north = town_->small().north;
    for (const auto* house : {"1号", "2号"})
      for (const auto* room : {"101室", "102室", "201室", "202室", "301室", "302室"})
        doors_.push_back(town_->door(std::string("明珠路88弄") + house + room, north));
    south_door_ = town_->door("明珠路90弄1号101室", town_->small().south);
    town_->person("王伟", "", doors_[0]);
    coordinator_.emplace(town_->actor(Role::coordinator, north));
    officer_.emplace(town_->actor(Role::community_officer, north));
    stranger_.emplace(town_->actor(Role::coordinator, town_->small().south));
  }
  template <class F>
  auto with(const Actor& actor, F&& f, Instant now = kTestNow) {
    return db().write([&](Transaction& tx) { return f(PlanContext{tx, actor, now}); });
  }
  PlanView make(const Actor& actor, Instant now = kTestNow) {
    return with(
               actor, [](const PlanContext& context) { return make_plan_today(context, {}); }, now)
        .value();
  }
  void run(std::string_view sql) {
    (void)db().write([&](Transaction& tx) -> Result<int> {
      tx.exec(sql);
      return 0;
    });
  }
  // Straight into the table: what a visit does to the register is not asked about here.
  void visit(std::int64_t premises, const char* outcome, int changes, Day day = TownTime{}.day_of(kTestNow)) {
    (void)db().write([&](Transaction& tx) -> Result<int> {
      tx.exec(
          "INSERT INTO visit (id, submission, premises_id, area_id, post_id, account_id, outcome, on_day, "
          "hour, "
          "led_by_officer, residents, premises, organisations, changes, confirmed, note) VALUES ($1, $2, $3, "
          "$4, $5, $6, $7, $8, 10, 0, 0, 1, 0, $9, 0, '')",
          tx.next_id(), "s" + std::to_string(tx.next_id()), premises, town_->small().north,
          coordinator_->post(), coordinator_->account(), outcome, day, changes);
      return 0;
    });
  }
  Result<std::vector<HitRate>> rates(const Actor& actor) {
    return with(actor, [](const PlanContext& context) { return plan_hit_rates(context, {}); });
  }

  std::optional<ResidentTown> town_;
  std::vector<std::int64_t> doors_;
  std::int64_t south_door_ = 0;
  std::optional<Actor> coordinator_, officer_, stranger_;
};
WEIGE_BOTH_ENGINES(Plans);

TEST_P(Plans, AreMadeOnceADay) {
  const auto none = with(*coordinator_, [](const PlanContext& context) {
                      return read_plan(context, std::nullopt);
                    }).value();
  EXPECT_FALSE(none.plan);
  EXPECT_TRUE(none.doors.empty());
  const auto made = make(*coordinator_);
  ASSERT_TRUE(made.plan);
  EXPECT_EQ(made.doors.size(), doors_.size()) << "fewer than a day's";
  std::set<std::int64_t> premises;
  std::set<std::string> codes;
  for (const auto& door : made.doors) {
    premises.insert(door.door.premises);
    codes.insert(door.code);
    EXPECT_FALSE(door.address.empty());
    EXPECT_FALSE(door.door.reasons.empty());
  }
  EXPECT_EQ(premises, std::set(doors_.begin(), doors_.end()));
  EXPECT_EQ(codes.size(), doors_.size());
  const auto again = make(*coordinator_);
  EXPECT_EQ(again.plan->id, made.plan->id);
  EXPECT_EQ(again.plan->made_at, made.plan->made_at);
  const auto tomorrow = make(*coordinator_, kTestNow + kDay);
  EXPECT_NE(tomorrow.plan->id, made.plan->id);
  EXPECT_EQ(tomorrow.doors.front().code.size(), 6u);
}

TEST_P(Plans, AreInWalkingOrder) {
  const auto made = make(*coordinator_);
  for (std::size_t i = 0; i < made.doors.size(); ++i) {
    EXPECT_EQ(made.doors[i].number, static_cast<int>(i) + 1);
    EXPECT_EQ(made.doors[i].door.premises, doors_[i]) << "house by house, door by door";
  }
  EXPECT_EQ(made.doors[0].residents, 1);
}

TEST_P(Plans, AreSeenWithinTheScope) {
  make(*coordinator_);
  const auto by_post = [&](const Actor& actor) {
    return with(actor, [&](const PlanContext& context) { return read_plan(context, coordinator_->post()); });
  };
  EXPECT_EQ(by_post(*officer_).value().doors.size(), doors_.size());
  EXPECT_EQ(by_post(*stranger_).problem().code, ProblemCode::not_found);
  EXPECT_EQ(by_post(town_->actor(Role::helper, town_->small().north)).problem().code, ProblemCode::forbidden);
  const auto leader = town_->actor(Role::grid_leader, town_->small().north);
  EXPECT_TRUE(by_post(leader));
  const auto made_by = [&](const Actor& actor) {
    return with(actor, [&](const PlanContext& context) {
      return make_plan_today(context, {.post = coordinator_->post()});
    });
  };
  EXPECT_EQ(made_by(leader).problem().code, ProblemCode::forbidden);
  EXPECT_TRUE(made_by(*officer_));
  EXPECT_EQ(make(*stranger_).doors.size(), 1u);
}

TEST_P(Plans, OverdueTasksComeWhereTheOfficerLeadsNobodyGoes) {  // O5, K2
  const auto open = [&](std::int64_t premises, const char* due) {
    return db()
        .write([&](Transaction& tx) {
          return open_task(tx, kTestNow,
                           {.source = TaskSource::key_premises,
                            .source_id = premises,
                            .premises = premises,
                            .due = *parse_iso_day(due)});
        })
        .value();
  };
  open(doors_[5], "2026-11-20");
  open(doors_[7], "2026-11-20");
  run("UPDATE task SET state = 'with_officer' WHERE premises_id = " + std::to_string(doors_[7]));
  const auto made = make(*coordinator_);
  EXPECT_EQ(made.doors.size(), doors_.size() - 1);
  for (const auto& door : made.doors) {
    EXPECT_NE(door.door.premises, doors_[7]);
    EXPECT_EQ(door.door.chosen == DoorChosen::required, door.door.premises == doors_[5]);
    if (door.door.premises == doors_[5]) {
      EXPECT_EQ(door.door.reasons.front(), (PlanReason{"key_premises_overdue", "key_premises", {3}}));
    }
  }
}

TEST_P(Plans, TellWhatTheRegisterKnowsOfADoor) {
  run("UPDATE premises SET confirmed_at = '2025-08-20' WHERE id = " + std::to_string(doors_[3]));
  run("INSERT INTO door_hour (premises_id, organisation_id, hour, visits, answered) VALUES (" +
      std::to_string(doors_[3]) + ", 0, 19, 3, 2)");
  const auto made = make(*coordinator_);
  const auto door =
      std::ranges::find(made.doors, doors_[3], [](const auto& each) { return each.door.premises; });
  ASSERT_NE(door, made.doors.end());
  EXPECT_EQ(door->door.best_hours, std::vector{19});
  EXPECT_NE(std::ranges::find(door->door.reasons, PlanReason{"confirmed_ago", "", {15}}),
            door->door.reasons.end());
}

TEST_P(Plans, DoorsAreDoneByTheDaysVisits) {
  make(*coordinator_);
  visit(doors_[0], "spoke_with", 1);
  visit(doors_[1], "not_at_home", 0);
  visit(doors_[2], "spoke_with", 0, *parse_iso_day("2026-11-20"));
  const auto seen = make(*coordinator_);
  EXPECT_EQ(seen.doors[0].state, DoorState::done);
  EXPECT_EQ(seen.doors[1].state, DoorState::not_at_home);
  EXPECT_EQ(seen.doors[2].state, DoorState::to_do);
}

TEST_P(Plans, MoreDoorsFollowThoseThatAreThere) {
  for (int i = 0; i < 40; ++i)
    doors_.push_back(town_->door("明珠路92弄" + std::to_string(i + 1) + "号101室", town_->small().north));
  const auto made = make(*coordinator_);
  EXPECT_EQ(made.doors.size(), 40u);
  const auto more = with(*coordinator_, [](const PlanContext& context) {
                      return add_to_plan(context, {.doors = 5});
                    }).value();
  EXPECT_EQ(more.doors.size(), 45u);
  EXPECT_EQ(more.doors.back().number, 45);
  for (std::size_t i = 0; i < made.doors.size(); ++i)
    EXPECT_EQ(more.doors[i].door.premises, made.doors[i].door.premises);
}

// C1: whoever has half a day says so, and the list is as long as that.
TEST_P(Plans, AreAsLongAsTheDayIs) {
  for (int i = 0; i < 40; ++i)
    doors_.push_back(town_->door("明珠路92弄" + std::to_string(i + 1) + "号101室", town_->small().north));
  const auto say = [&](std::optional<int> minutes) {
    return with(*coordinator_,
                [&](const PlanContext& context) { return make_plan_today(context, {.minutes = minutes}); });
  };
  EXPECT_EQ(say(20).problem().code, ProblemCode::bad_choice);
  const auto half = say(180).value();
  EXPECT_EQ(half.doors.size(), 20u) << "half of a day's doors";
  EXPECT_EQ(say({}).value().plan->minutes, 180) << "kept for the day";
  EXPECT_EQ(say({}).value().doors.size(), 20u);
  visit(half.doors[3].door.premises, "spoke_with", 0);
  const auto whole = say(360).value();
  EXPECT_EQ(whole.plan->id, half.plan->id);
  EXPECT_EQ(whole.doors.size(), 40u);
  EXPECT_EQ(whole.doors.front().door.premises, half.doors[3].door.premises) << "what was walked stays";
  EXPECT_EQ(whole.doors.front().state, DoorState::done);
  const auto tomorrow = make(*coordinator_, kTestNow + kDay);
  EXPECT_EQ(tomorrow.plan->minutes, 360) << "another day is as it ships";
  EXPECT_EQ(tomorrow.doors.size(), 40u);
}

// Decision 44: a list cannot be made to name door after door.
TEST_P(Plans, ThatAreMadeAnewAgainAndAgainLeadNowhere) {
  (void)make(*coordinator_);
  const auto leads = [&] {
    return db().read([&](Transaction& tx) {
      return is_planned(tx, coordinator_->post(), TownTime{}.day_of(kTestNow), doors_[0], 80);
    });
  };
  EXPECT_TRUE(leads());
  for (const int minutes : {300, 240, 300, 360}) {
    EXPECT_TRUE(leads()) << minutes;
    ASSERT_TRUE(with(*coordinator_, [&](const PlanContext& context) {
      return make_plan_today(context, {.minutes = minutes});
    }));
  }
  EXPECT_FALSE(leads());
}

TEST_P(Plans, CodesLeadToDoorsInTheScope) {
  const auto made = make(*coordinator_);
  const auto& first = made.doors.front();
  const auto look = [&](const Actor& actor, const std::string& typed) {
    return with(actor, [&](const PlanContext& context) { return find_door_by_code(context, typed); });
  };
  EXPECT_EQ(look(*coordinator_, first.code).value().premises, first.door.premises);
  EXPECT_EQ(look(*officer_, first.code.substr(0, 3) + " " + first.code.substr(3)).value().address,
            first.address);
  EXPECT_EQ(look(*stranger_, first.code).problem().code, ProblemCode::not_found);
  EXPECT_EQ(look(*coordinator_, "22222").problem().code, ProblemCode::not_found);
}

TEST_P(Plans, AreMeasuredAgainstChance) {
  const auto made = make(*coordinator_);
  std::int64_t random = 0, chosen = 0;
  for (const auto& door : made.doors) {
    visit(door.door.premises, "spoke_with", door.door.by_chance ? 0 : 2);
    random += door.door.by_chance ? 1 : 0;
    chosen += door.door.chosen == DoorChosen::chosen ? 1 : 0;
  }
  visit(made.doors.front().door.premises, "not_at_home", 0);
  const auto told = rates(*coordinator_).value();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].month, "2026-11");
  EXPECT_EQ(told[0].area_id, town_->small().north.value);
  EXPECT_EQ(told[0].random.answered, random);
  EXPECT_EQ(told[0].random.errors, 0);
  EXPECT_EQ(told[0].chosen.doors, chosen);
  EXPECT_GT(told[0].chosen.errors, 0);
  EXPECT_FALSE(told[0].enough);
  EXPECT_TRUE(rates(*stranger_).value().empty());
  EXPECT_EQ(rates(town_->actor(Role::helper, town_->small().north)).problem().code, ProblemCode::forbidden);
  const auto bad = with(
      *coordinator_, [](const PlanContext& context) { return plan_hit_rates(context, {.from = "2026-13"}); });
  EXPECT_EQ(bad.problem().place, "from");
}

TEST_P(Plans, LearnFromWhatVisitsFound) {
  const auto made = make(*coordinator_);
  for (const auto& door : made.doors) visit(door.door.premises, "spoke_with", 3);
  const auto past = db().read(
      [&](Transaction& tx) { return past_yields(tx, coordinator_->scope(), *parse_iso_day("2026-09-01")); });
  double expected = 0, errors = 0;
  for (const auto& kind : past) {
    expected += kind.expected;
    errors += kind.errors;
  }
  EXPECT_GT(expected, 0);
  EXPECT_DOUBLE_EQ(errors, 3.0 * static_cast<double>(made.doors.size()));
  const auto later = db().read(
      [&](Transaction& tx) { return past_yields(tx, coordinator_->scope(), *parse_iso_day("2026-12-01")); });
  EXPECT_EQ(later[static_cast<std::size_t>(EvidenceKind::age)].errors, 0);
}

}  // namespace plans_test
}  // namespace weige::work
