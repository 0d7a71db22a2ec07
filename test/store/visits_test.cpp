// Visits at doors on both engines (C1, C3, C5, C10, O3, O5): one door, one visit, its answers in the
// register, several hands at one door, and what is forgotten of it (boundaries 7, 8).
#include <gtest/gtest.h>

#include <thread>

#include "registry/record_store.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/resident_town.h"
#include "work/door_actions.h"
#include "work/task_actions.h"
#include "work/task_writer.h"
#include "work/visit_actions.h"
#include "work/visit_store.h"

namespace weige::work {
namespace visits_test {

using access::Actor;
using access::Role;
using registry::RecordKind;
using std::chrono::hours;
using store::Transaction;
using testing_support::count_rows;
using testing_support::kTestNow;
using testing_support::ResidentTown;

class Visits : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    const auto north = town_->small().north;
    door_.premises = town_->door("明珠路88弄1号101室", north);
    person_ = town_->person("王伟", "", *door_.premises).id;
    coordinator_.emplace(town_->actor(Role::coordinator, north));
    officer_.emplace(town_->actor(Role::community_officer, north));
    stranger_.emplace(town_->actor(Role::coordinator, town_->small().south));
  }
  template <class F>
  auto write(F&& f) {
    return db().write([&](Transaction& tx) { return f(tx); });
  }
  DoorView look(const Actor& actor, Instant now = kTestNow) {
    return town_
        ->reading(
            actor, [&](const registry::ReadContext& context) { return read_door(context, door_); }, now)
        .value();
  }
  TaskId open(TaskSource source, std::int64_t source_id = 0) {
    return write([&](Transaction& tx) {
             return open_task(tx, kTestNow,
                              {.source = source,
                               .source_id = source_id,
                               .premises = door_.premises,
                               .due = *parse_iso_day("2026-12-01")});
           })
        .value();
  }
  VisitReport report(VisitOutcome outcome, std::int64_t version, const std::string& submission = "") {
    VisitReport out;
    out.door = door_;
    out.door_version = version;
    out.submission = submission.empty() ? "s" + std::to_string(++submissions_) : submission;
    out.outcome = outcome;
    return out;
  }
  Result<VisitDone> visit(const Actor& actor, const VisitReport& told, Instant now = kTestNow) {
    return town_->as(
        actor,
        [&](const registry::WriteContext& context) {
          return record_visit(context, intake::no_followers(), told);
        },
        now);
  }
  // As it stands, by somebody who has just looked.
  Result<VisitDone> visit(const Actor& actor, VisitOutcome outcome, Instant now = kTestNow) {
    return visit(actor, report(outcome, look(actor, now).version), now);
  }
  ResidentAnswer about_resident(ResidentFound found) {
    const auto seen = look(*coordinator_).residents.at(0);
    return {.residence = seen.residence.id,
            .version = seen.residence.version,
            .found = found,
            .person_version = seen.person.version};
  }
  std::string state_of(TaskId id) {
    return db().read(
        [&](Transaction& tx) { return tx.scalar<std::string>("SELECT state FROM task WHERE id = $1", id); });
  }
  std::string residence_state() {
    return db().read([&](Transaction& tx) {
      return tx.scalar<std::string>("SELECT state FROM residence WHERE person_id = $1", person_);
    });
  }

  std::optional<ResidentTown> town_;
  DoorId door_;
  std::int64_t person_ = 0;
  std::optional<Actor> coordinator_, officer_, stranger_;
  int submissions_ = 0;
};
WEIGE_BOTH_ENGINES(Visits);

TEST_P(Visits, OneSourceAsksOnceAtATime) {
  const auto first = open(TaskSource::key_premises, 7);
  EXPECT_EQ(open(TaskSource::key_premises, 7), first);
  EXPECT_NE(open(TaskSource::key_premises, 8), first);
  EXPECT_NE(open(TaskSource::by_hand), open(TaskSource::by_hand));
  const auto finding = open(TaskSource::finding, 9);
  ASSERT_TRUE(visit(*coordinator_, VisitOutcome::spoke_with));
  EXPECT_NE(open(TaskSource::key_premises, 7), first) << "its rule asks again";
  EXPECT_EQ(open(TaskSource::finding, 9), finding) << "that question is answered";
}

TEST_P(Visits, OpeningNowhereIsRefused) {
  const auto opened = write([&](Transaction& tx) {
    return open_task(tx, kTestNow, {.source = TaskSource::campaign, .source_id = 1, .premises = 1});
  });
  EXPECT_EQ(opened.problem().code, ProblemCode::not_found);
}

// However many tasks wait, one visit answers them.
TEST_P(Visits, OneVisitClosesEveryTaskOfTheDoor) {
  const auto one = open(TaskSource::confirmation_age);
  const auto two = open(TaskSource::handed_down, 3);
  auto told = report(VisitOutcome::spoke_with, look(*coordinator_).version);
  told.residents.push_back(about_resident(ResidentFound::here));
  const auto recorded = visit(*coordinator_, told);
  ASSERT_TRUE(recorded) << title(recorded.problem(), Language::en) << recorded.problem().place;
  EXPECT_EQ(recorded->closed, 2);
  EXPECT_EQ(state_of(one), "done");
  EXPECT_EQ(state_of(two), "done");
  EXPECT_EQ(recorded->line.visit.residents, 1);
  EXPECT_EQ(recorded->line.visit.confirmed, 2) << "the residence and the person";
  EXPECT_EQ(look(*coordinator_).residents.at(0).confirmed_at, TownTime{}.day_of(kTestNow));
}

TEST_P(Visits, ACorrectionAtTheDoorIsWrittenAndConfirmed) {
  auto told = report(VisitOutcome::spoke_with, look(*coordinator_).version);
  told.finder = "物业李师傅";
  auto answer = about_resident(ResidentFound::corrected);
  answer.fields = {{"phone", "13900000009"}};
  told.residents.push_back(answer);
  const auto recorded = visit(*coordinator_, told);
  ASSERT_TRUE(recorded) << title(recorded.problem(), Language::en) << recorded.problem().place;
  EXPECT_EQ(recorded->line.visit.changes, 1);
  EXPECT_EQ(look(*coordinator_).residents.at(0).person.text("phone"), "13900000009");
  const auto apart = db().read([&](Transaction& tx) {
    return tx.first(
        "SELECT finder, verifier FROM provenance WHERE how = 'door' ORDER BY id DESC LIMIT 1",
        [](const store::Row& row) { return row.get<std::string>(0) + " / " + row.get<std::string>(1); });
  });
  EXPECT_TRUE(apart && apart->starts_with("物业李师傅 / ")) << "finder and verifier are kept apart";
}

TEST_P(Visits, WhoIsGoneIsGoneOnTheEvidenceOfTheVisit) {
  auto told = report(VisitOutcome::spoke_with, look(*coordinator_).version);
  told.residents.push_back(about_resident(ResidentFound::gone));
  told.residents[0].last_day = *parse_iso_day("2026-11-24");
  const auto ahead = visit(*coordinator_, told);
  EXPECT_EQ(ahead.problem().code, ProblemCode::bad_date);
  EXPECT_EQ(ahead.problem().place, "residents.0.last_day");
  told.residents[0].last_day.reset();
  ASSERT_TRUE(visit(*coordinator_, told));
  EXPECT_EQ(residence_state(), "cancelled");
  EXPECT_TRUE(look(*coordinator_).residents.empty());
}

// Two visits without an answer, at different times of day.
TEST_P(Visits, LeavingNeedsTwoFailedVisitsApart) {
  const auto gone = [&](Instant now) {
    auto told = report(VisitOutcome::not_at_home, look(*coordinator_, now).version);
    told.residents.push_back(about_resident(ResidentFound::gone));
    return visit(*coordinator_, told, now);
  };
  EXPECT_EQ(gone(kTestNow).problem().code, ProblemCode::evidence_needed);
  ASSERT_TRUE(visit(*coordinator_, VisitOutcome::not_at_home));
  EXPECT_EQ(gone(kTestNow + hours{24}).problem().code, ProblemCode::evidence_needed) << "the same hour";
  ASSERT_TRUE(visit(*coordinator_, VisitOutcome::not_at_home, kTestNow + hours{5}));
  EXPECT_TRUE(look(*coordinator_).leaving_needs_no_more);
  ASSERT_TRUE(gone(kTestNow + hours{24}));
  EXPECT_EQ(residence_state(), "cancelled");
  EXPECT_EQ(count_rows(db(), "provenance", "evidence LIKE '%failed_visit%'"), 1);
  EXPECT_EQ(count_rows(db(), "provenance", "evidence LIKE '%T06:%' OR evidence LIKE '%T11:%'"), 0)
      << "the register keeps no hour of them";
}

TEST_P(Visits, ANewPersonIsRegisteredAtTheDoor) {
  auto told = report(VisitOutcome::spoke_with, look(*coordinator_).version);
  told.newcomers.push_back({.fields = {{"name", "李娜"}}, .residence = {{"kind", "main"}}});
  const auto recorded = visit(*coordinator_, told);
  ASSERT_TRUE(recorded) << title(recorded.problem(), Language::en) << recorded.problem().place;
  EXPECT_EQ(look(*coordinator_).residents.size(), 2u);
  EXPECT_EQ(recorded->line.visit.residents, 1);
}

TEST_P(Visits, PremisesAreConfirmedAndLabelled) {
  auto told = report(VisitOutcome::not_at_home, look(*coordinator_).version);
  told.premises = PremisesAnswer{.version = look(*coordinator_).premises->version, .add_labels = {"vacant"}};
  const auto recorded = visit(*coordinator_, told);
  ASSERT_TRUE(recorded) << title(recorded.problem(), Language::en) << recorded.problem().place;
  EXPECT_EQ(recorded->line.visit.premises, 1);
  EXPECT_EQ(look(*coordinator_).labels.size(), 1u);
}

// Issue 6, shows 4.
TEST_P(Visits, DeliveredThreeTimesItIsOne) {
  const auto task = open(TaskSource::by_hand);
  const auto told = report(VisitOutcome::spoke_with, look(*coordinator_).version, "the same");
  const auto first = visit(*coordinator_, told);
  ASSERT_TRUE(first);
  for (int i = 0; i < 2; ++i) {
    const auto again = visit(*coordinator_, told, kTestNow + hours{50 * (i + 1)});
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->before);
    EXPECT_EQ(again->line.visit.id, first->line.visit.id);
    EXPECT_EQ(again->closed, 1);
  }
  EXPECT_EQ(count_rows(db(), "visit"), 1);
  EXPECT_EQ(state_of(task), "done");
}

TEST_P(Visits, AKeyIsOfOnePostAndDoor) {
  const auto told = report(VisitOutcome::not_at_home, look(*coordinator_).version, "one key");
  ASSERT_TRUE(visit(*coordinator_, told));
  EXPECT_EQ(visit(*officer_, told).problem().code, ProblemCode::idempotency_mismatch);
  auto elsewhere = told;
  elsewhere.door.premises = town_->door("明珠路88弄1号102室", town_->small().north);
  EXPECT_EQ(visit(*coordinator_, elsewhere).problem().code, ProblemCode::idempotency_mismatch);
  EXPECT_EQ(count_rows(db(), "visit"), 1);
}

TEST_P(Visits, TwoAtOneDoorLoseNothing) {
  const auto task = open(TaskSource::by_hand);
  const auto seen = look(*coordinator_).version;
  ASSERT_EQ(look(*officer_).version, seen);
  ASSERT_TRUE(visit(*coordinator_, report(VisitOutcome::spoke_with, seen)));
  const auto late = report(VisitOutcome::not_at_home, seen);
  EXPECT_EQ(visit(*officer_, late).problem().code, ProblemCode::version_conflict);
  const auto now = look(*officer_);
  ASSERT_EQ(now.visits.size(), 1u) << "the second is shown what the first did";
  EXPECT_TRUE(now.tasks.empty());
  auto again = late;
  again.door_version = now.version;
  ASSERT_TRUE(visit(*officer_, again));
  EXPECT_EQ(count_rows(db(), "visit"), 2);
  EXPECT_EQ(state_of(task), "done");
}

// At the same instant, not one after the other.
TEST_P(Visits, OfTwoAtOnceOneIsToldOfTheOther) {
  open(TaskSource::by_hand);
  const auto seen = look(*coordinator_).version;
  const auto one = report(VisitOutcome::spoke_with, seen), two = report(VisitOutcome::not_at_home, seen);
  std::optional<Result<VisitDone>> first, second;
  std::thread other([&] { second.emplace(visit(*officer_, two)); });
  first.emplace(visit(*coordinator_, one));
  other.join();
  EXPECT_NE(first->ok(), second->ok()) << "one is recorded, one is told";
  const auto& told = first->ok() ? *second : *first;
  EXPECT_EQ(told.problem().code, ProblemCode::version_conflict);
  EXPECT_EQ(count_rows(db(), "visit"), 1);
}

TEST_P(Visits, AWrongClockIsSaidAndTheServersDayStands) {
  auto told = report(VisitOutcome::not_at_home, look(*coordinator_).version);
  told.told.device = kTestNow - hours{24};
  const auto recorded = visit(*coordinator_, told);
  ASSERT_TRUE(recorded);
  EXPECT_TRUE(recorded->clock_corrected);
  EXPECT_EQ(recorded->line.visit.on_day, TownTime{}.day_of(kTestNow));
}

// C5, O5, boundaries 8.
TEST_P(Visits, ARefusalGoesToTheOfficerAndEndsWithTheTask) {
  const auto task = open(TaskSource::by_hand);
  const auto refused = visit(*coordinator_, VisitOutcome::could_not_be_registered);
  ASSERT_TRUE(refused);
  EXPECT_TRUE(refused->with_officer);
  EXPECT_EQ(state_of(task), "with_officer");
  const auto waiting = write([&](Transaction& tx) { return list_refusals(tx, kTestNow, *officer_, {}); });
  ASSERT_EQ(waiting->size(), 1u);
  EXPECT_EQ(
      write([&](Transaction& tx) { return list_refusals(tx, kTestNow, *coordinator_, {}); }).problem().code,
      ProblemCode::forbidden);
  auto led = report(VisitOutcome::spoke_with, look(*officer_).version);
  led.led_by_officer = true;
  EXPECT_EQ(visit(*coordinator_, led).problem().code, ProblemCode::forbidden) << "the officer leads";
  ASSERT_TRUE(visit(*officer_, led));
  EXPECT_EQ(state_of(task), "done");
  EXPECT_EQ(count_rows(db(), "visit", "outcome = 'could_not_be_registered'"), 0);
  EXPECT_EQ(count_rows(db(), "audit_entry", "detail LIKE '%with_officer%' OR detail LIKE '%could_not%'"), 0)
      << "nor does the log keep it";
}

TEST_P(Visits, ARefusalWithoutATaskMakesOneForTheOfficer) {
  ASSERT_TRUE(visit(*coordinator_, VisitOutcome::could_not_be_registered));
  EXPECT_EQ(count_rows(db(), "task", "state = 'with_officer'"), 1);
}

// Boundaries 8: nor when the task is cancelled.
TEST_P(Visits, ARefusalEndsWithItsCancelledTask) {
  const auto campaign = open(TaskSource::campaign, 5);
  const auto by_hand = open(TaskSource::by_hand);
  ASSERT_TRUE(visit(*coordinator_, VisitOutcome::could_not_be_registered));
  ASSERT_TRUE(write([&](Transaction& tx) { return cancel_tasks_of(tx, kTestNow, TaskSource::campaign, 5); }));
  EXPECT_EQ(state_of(campaign), "cancelled");
  EXPECT_EQ(count_rows(db(), "visit", "outcome = 'could_not_be_registered'"), 1) << "one waits still";
  ASSERT_TRUE(write([&](Transaction& tx) {
    return edit_task(tx, kTestNow, *officer_, {.id = by_hand, .version = 2, .cancel = "not_needed"});
  }));
  EXPECT_EQ(count_rows(db(), "visit", "outcome = 'could_not_be_registered'"), 0);
}

// C5, O5
TEST_P(Visits, WhatWaitsForTheOfficerIsCancelledByWhoLeads) {
  const auto task = open(TaskSource::by_hand);
  ASSERT_TRUE(visit(*coordinator_, VisitOutcome::could_not_be_registered));
  const auto committee = town_->actor(Role::committee, town_->small().north);
  const auto cancel = [&](const Actor& actor) {
    return write([&](Transaction& tx) {
      return edit_task(tx, kTestNow, actor, {.id = task, .version = 2, .cancel = "not_needed"});
    });
  };
  EXPECT_EQ(cancel(committee).problem().code, ProblemCode::door_with_officer);
  EXPECT_EQ(state_of(task), "with_officer");
  ASSERT_TRUE(cancel(*officer_));
  EXPECT_EQ(state_of(task), "cancelled");
}

// K3: as often in vain as the norm says.
TEST_P(Visits, TheOfficerIsToldAfterFruitlessVisits) {
  open(TaskSource::by_hand);
  for (int i = 0; i < 3; ++i) {
    const auto waiting = write([&](Transaction& tx) { return list_refusals(tx, kTestNow, *officer_, {}); });
    EXPECT_TRUE(waiting->empty()) << i;
    const auto recorded = visit(*coordinator_, VisitOutcome::not_at_home, kTestNow + hours{i});
    ASSERT_TRUE(recorded);
    EXPECT_EQ(recorded->with_officer, i == 2);
  }
  const auto waiting = write([&](Transaction& tx) { return list_refusals(tx, kTestNow, *officer_, {}); });
  ASSERT_EQ(waiting->size(), 1u);
  EXPECT_EQ(waiting->at(0).task.attempts, 3);
}

TEST_P(Visits, ADoorElsewhereIsNotThere) {
  const auto seen = town_->reading(
      *stranger_, [&](const registry::ReadContext& context) { return read_door(context, door_); });
  EXPECT_EQ(seen.problem().code, ProblemCode::not_found);
  EXPECT_EQ(visit(*stranger_, report(VisitOutcome::not_at_home, 1)).problem().code, ProblemCode::not_found);
}

// Boundaries 5: whoever looks at a door reads its residents, for the check there.
TEST_P(Visits, ADoorIsAReadingOfItsResidents) {
  look(*coordinator_);
  EXPECT_EQ(count_rows(db(), "audit_entry", "action = 'door.read' AND purpose = 'door_check'"), 1);
}

// Boundaries 7: the day stays; the hours in which somebody answered are the door's.
TEST_P(Visits, OnlyTheDayStaysOnceTheMonthIsOver) {
  ASSERT_TRUE(visit(*coordinator_, VisitOutcome::spoke_with));
  const auto coarsen = [&](const char* before) {
    return write([&](Transaction& tx) -> Result<std::int64_t> {
             return coarsen_visits(tx, *parse_iso_day(before), 100);
           })
        .value();
  };
  EXPECT_EQ(coarsen("2026-11-01"), 0);
  EXPECT_EQ(count_rows(db(), "visit", "hour = 14 AND at IS NOT NULL"), 1);
  EXPECT_EQ(coarsen("2026-12-01"), 1);
  EXPECT_EQ(count_rows(db(), "visit",
                       "hour IS NULL AND at IS NULL AND received_at IS NULL AND on_day = '2026-11-23'"),
            1);
  EXPECT_EQ(look(*coordinator_).hours.at(14), (HourCount{.visits = 1, .answered = 1}));
  EXPECT_EQ(coarsen("2026-12-01"), 0);
}

TEST_P(Visits, TheNightSeesToIt) {
  ASSERT_TRUE(visit(*coordinator_, VisitOutcome::not_at_home));
  const auto night = [&](Instant now) {
    town::RetentionParts parts;
    parts.clock = fixed_clock(now);
    return testing_support::run_night(db(), parts).state;
  };
  ASSERT_EQ(night(kTestNow + hours{24}), jobs::JobState::done);
  EXPECT_EQ(count_rows(db(), "visit", "hour = 14"), 1);
  ASSERT_EQ(night(kTestNow + hours{24 * 10}), jobs::JobState::done);
  EXPECT_EQ(count_rows(db(), "visit", "hour IS NULL"), 1);
  ASSERT_EQ(night(kTestNow + hours{24 * 1097}), jobs::JobState::done);
  EXPECT_EQ(count_rows(db(), "visit"), 0);
  EXPECT_EQ(count_rows(db(), "door_hour"), 0) << "the hours of a door go with its last visit";
}

TEST_P(Visits, HoursStayAsLongAsAVisitOfTheDoor) {
  ASSERT_TRUE(visit(*coordinator_, VisitOutcome::not_at_home));
  ASSERT_TRUE(visit(*coordinator_, VisitOutcome::spoke_with));
  ASSERT_TRUE(write([](Transaction& tx) -> Done {
    tx.exec("UPDATE visit SET on_day = '2023-01-01' WHERE outcome = 'not_at_home'");
    (void)erase_visits(tx, *parse_iso_day("2024-01-01"), 10);
    return done();
  }));
  EXPECT_EQ(count_rows(db(), "visit"), 1);
  EXPECT_EQ(look(*coordinator_).hours.at(14), (HourCount{.visits = 2, .answered = 1}));
}

}  // namespace visits_test
}  // namespace weige::work
