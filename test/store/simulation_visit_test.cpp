// The simulation changes evidence directly (docs/simulation.md). Here visits are recorded by the use case,
// and what the plan's query reads afterwards is what the simulation writes: silence, then an answer.
#include <gtest/gtest.h>

#include "support/databases.h"
#include "support/resident_town.h"
#include "work/door_actions.h"
#include "work/plan_evidence_store.h"
#include "work/task_writer.h"
#include "work/visit_actions.h"

namespace weige::work {
namespace simulation_visit_test {

using access::Role;
using std::chrono::hours;
using store::Transaction;
using testing_support::kTestNow;

class SimulatedVisits : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    door_.premises = town_->door("明珠路88弄1号101室", town_->small().north);
    town_->person("王伟", "", *door_.premises);
    town_->person("李强", "", *door_.premises);
    coordinator_.emplace(town_->actor(Role::coordinator, town_->small().north));
    (void)db().write([&](Transaction& tx) {
      return open_task(
          tx, kTestNow,
          {.source = TaskSource::by_hand, .premises = door_.premises, .due = *parse_iso_day("2026-12-01")});
    });
  }
  DoorView look(Instant now) {
    return town_
        ->reading(
            *coordinator_, [&](const registry::ReadContext& context) { return read_door(context, door_); },
            now)
        .value();
  }
  VisitReport report(VisitOutcome outcome, Instant now) {
    VisitReport out;
    out.door = door_;
    out.door_version = look(now).version;
    out.submission = "s" + std::to_string(++submissions_);
    out.outcome = outcome;
    return out;
  }
  Result<VisitDone> visit(const VisitReport& told, Instant now) {
    return town_->as(
        *coordinator_,
        [&](const registry::WriteContext& context) {
          return record_visit(context, intake::no_followers(), told);
        },
        now);
  }
  DoorEvidence evidence(Instant now) {
    return db().read([&](Transaction& tx) {
      const auto ground = find_ground(
          tx, coordinator_->scope(),
          {.area = town_->small().north, .post = coordinator_->post(), .today = TownTime{}.day_of(now)});
      return ground.doors.at(0);
    });
  }
  static HourTry all_hours(const DoorEvidence& door) {
    HourTry sum;
    for (const auto& hour : door.hours) {
      sum.tries += hour.tries;
      sum.answered += hour.answered;
    }
    return sum;
  }

  std::optional<testing_support::ResidentTown> town_;
  DoorId door_;
  std::optional<access::Actor> coordinator_;
  int submissions_ = 0;
};
WEIGE_BOTH_ENGINES(SimulatedVisits);

TEST_P(SimulatedVisits, SilenceIsATryAndAnAttempt) {
  const auto before = evidence(kTestNow);
  ASSERT_EQ(before.tasks.size(), 1u);
  ASSERT_TRUE(visit(report(VisitOutcome::not_at_home, kTestNow), kTestNow));
  const auto after = evidence(kTestNow + hours{24});
  EXPECT_EQ(all_hours(after).tries, all_hours(before).tries + 1);
  EXPECT_EQ(all_hours(after).answered, all_hours(before).answered);
  ASSERT_EQ(after.tasks.size(), 1u);
  EXPECT_EQ(after.tasks[0].attempts, before.tasks[0].attempts + 1);
  EXPECT_EQ(after.confirmed, before.confirmed);
  EXPECT_EQ(after.residents, 2);
  EXPECT_EQ(after.moves, before.moves);
}

// One is here, one has gone, one is new: one move, everything confirmed, nothing waits.
TEST_P(SimulatedVisits, AnAnswerConfirmsAllAndIsOneMove) {
  const auto before = evidence(kTestNow);
  const auto then = kTestNow + hours{48};
  const auto seen = look(then);
  ASSERT_EQ(seen.residents.size(), 2u);
  auto told = report(VisitOutcome::spoke_with, then);
  for (const auto& resident : seen.residents)
    told.residents.push_back({.residence = resident.residence.id,
                              .version = resident.residence.version,
                              .found = told.residents.empty() ? ResidentFound::here : ResidentFound::gone,
                              .person_version = resident.person.version});
  told.newcomers.push_back({.fields = {{"name", "李娜"}},
                            .residence = {{"kind", "main"}, {"from_day", to_iso(TownTime{}.day_of(then))}}});
  told.premises = PremisesAnswer{.version = seen.premises->version};
  const auto recorded = visit(told, then);
  ASSERT_TRUE(recorded) << title(recorded.problem(), Language::en) << recorded.problem().place;
  const auto after = evidence(then + hours{24});
  EXPECT_EQ(after.confirmed, TownTime{}.day_of(then));
  EXPECT_EQ(after.residents, 2);
  EXPECT_EQ(after.moves, before.moves + 1);
  EXPECT_EQ(all_hours(after).tries, all_hours(before).tries + 1);
  EXPECT_EQ(all_hours(after).answered, all_hours(before).answered + 1);
  EXPECT_TRUE(after.tasks.empty());
  EXPECT_EQ(after.findings, 0);
  EXPECT_FALSE(after.for_officer);
}

}  // namespace simulation_visit_test
}  // namespace weige::work
