// What opens tasks at doors on both engines: differences with lists, data handed down (C10), age of
// confirmation (K1), weekly visits (S4), campaigns; who is given them; what they prove of duties.
#include <gtest/gtest.h>

#include <array>

#include "access/area_store.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/resident_town.h"
#include "support/rosters.h"
#include "work/campaign_actions.h"
#include "work/door_actions.h"
#include "work/due_task_actions.h"
#include "work/due_task_store.h"
#include "work/task_actions.h"
#include "work/task_duty_store.h"
#include "work/task_follow_writer.h"
#include "work/task_store.h"
#include "work/task_writer.h"
#include "work/visit_actions.h"
#include "work/visit_store.h"

namespace weige::work {
namespace tasks_test {

using access::Actor;
using access::AreaKind;
using access::Role;
using store::Transaction;
using testing_support::common_address;
using testing_support::common_name;
using testing_support::common_phone;
using testing_support::count_rows;
using testing_support::invented_id;
using testing_support::kTestNow;
using testing_support::ResidentTown;
using testing_support::RosterDesk;

const Day kToday = TownTime{}.day_of(kTestNow);
const Day kMonthFirst = *parse_iso_day("2026-11-01");
const Day kMonthAfter = *parse_iso_day("2026-12-01");

// A grid with some doors, somebody at each.
class Tasks : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    testing_support::AccessTown areas(db());
    grid_ = areas.area(AreaKind::grid, "north-1", town_->small().north).id;
    for (int room = 101; room <= 104; ++room) {
      doors_.push_back(town_->door("明珠路88弄1号" + std::to_string(room) + "室", grid_));
      town_->person(common_name(room - 100), "", doors_.back(), "");
    }
    coordinator_.emplace(town_->actor(Role::coordinator, grid_));
    officer_.emplace(town_->actor(Role::community_officer, town_->small().north));
  }
  template <class F>
  auto write(F&& f) {
    return db().write([&](Transaction& tx) { return f(tx); });
  }
  void keep(Instant now = kTestNow) { ASSERT_TRUE(keep_tasks(db(), now)); }
  void run(const std::string& sql) {
    (void)write([&](Transaction& tx) -> Result<int> {
      tx.exec(sql);
      return 0;
    });
  }
  std::int64_t tasks(const std::string& where) { return count_rows(db(), "task", where); }
  void visit(std::int64_t premises, const Actor& who, VisitOutcome outcome = VisitOutcome::spoke_with) {
    const auto view = town_
                          ->reading(who,
                                    [&](const registry::ReadContext& context) {
                                      return read_door(context, {.premises = premises});
                                    })
                          .value();
    VisitReport told;
    told.door.premises = premises;
    told.door_version = view.version;
    told.submission = "s" + std::to_string(++visits_);
    told.outcome = outcome;
    if (outcome == VisitOutcome::spoke_with)
      for (const auto& each : view.residents)
        told.residents.push_back({.residence = each.residence.id, .version = each.residence.version});
    const auto recorded = town_->as(who, [&](const registry::WriteContext& context) {
      return record_visit(context, intake::no_followers(), told);
    });
    ASSERT_TRUE(recorded) << title(recorded.problem(), Language::en) << recorded.problem().place;
  }
  // Of the grid, in November 2026.
  norms::DutyCount proved(norms::DutyCounts (*duty)(Transaction&, const access::Scope&, Day, Day)) {
    return db().read([&](Transaction& tx) {
      return duty(tx, officer_->scope(), kMonthFirst, kMonthAfter).at(grid_.value);
    });
  }

  // Twelve tasks, half of them done, and twelve visits, in turn in each of the areas.
  void add_some(const std::array<access::AreaId, 3>& areas) {
    ASSERT_TRUE(write([&](Transaction& tx) -> Done {
      for (std::size_t i = 0; i < 12; ++i) {
        tx.exec(
            "INSERT INTO task (id, version, source, source_id, premises_id, area_id, state, due, text, "
            "attempts, "
            "opened_at, closed_at) VALUES ($1, 1, 'by_hand', 0, 1, $2, $3, $4, '', 0, 0, $5)",
            tx.next_id(), areas.at(i % 3), i % 2 == 0 ? "done" : "open",
            "2026-11-0" + std::to_string(1 + i % 5), i % 2 == 0 ? std::optional(kTestNow) : std::nullopt);
        tx.exec(
            "INSERT INTO visit (id, submission, premises_id, area_id, post_id, account_id, outcome, on_day, "
            "led_by_officer, residents, premises, organisations, changes, confirmed, note) VALUES ($1, $2, "
            "1, $3, "
            "1, 1, 'not_at_home', '2026-11-01', 0, 0, 0, 0, 0, 0, '')",
            tx.next_id(), "some " + std::to_string(i), areas.at(i % 3));
      }
      return done();
    }));
  }

  std::optional<ResidentTown> town_;
  access::AreaId grid_;
  std::vector<std::int64_t> doors_;
  std::optional<Actor> coordinator_, officer_;
  int visits_ = 0;
};
WEIGE_BOTH_ENGINES(Tasks);

// S4: so many a week, at doors where nothing waits, once in the week.
TEST_P(Tasks, AWeekHasItsVisits) {
  keep();
  EXPECT_EQ(tasks("source = 'weekly_visit' AND state = 'open'"), 4);
  EXPECT_EQ(tasks("due = '2026-11-29'"), 4) << "the Sunday of the week";
  keep();
  keep(kTestNow + std::chrono::days{1});
  EXPECT_EQ(tasks("source = 'weekly_visit'"), 4);
  visit(doors_[0], *coordinator_);
  keep(kTestNow + std::chrono::days{7});
  EXPECT_EQ(tasks("source = 'weekly_visit' AND state = 'done'"), 1);
  EXPECT_EQ(tasks("source = 'weekly_visit' AND state = 'cancelled'"), 3) << "they end with their week";
  EXPECT_EQ(tasks("source = 'weekly_visit' AND state = 'open'"), 4);
}

// So many at a time, so that nobody waits behind a town's week.
TEST_P(Tasks, AWeekEndsPageByPage) {
  keep();
  const auto week = week_number(kToday);
  const auto end = [&](std::int64_t before) {
    return write([&](Transaction& tx) -> Result<std::int64_t> { return end_weeks(tx, kTestNow, before, 3); })
        .value();
  };
  EXPECT_EQ(end(week), 0) << "this week goes on";
  EXPECT_EQ(end(week + 1), 3);
  EXPECT_EQ(tasks("source = 'weekly_visit' AND state = 'open'"), 1);
  EXPECT_EQ(end(week + 1), 1);
  EXPECT_EQ(end(week + 1), 0);
  EXPECT_EQ(tasks("source = 'weekly_visit' AND state = 'cancelled'"), 4);
}

// A post of few areas reads its lists area by area, one of many from the whole: the same rows in the same
// order.
TEST_P(Tasks, AreListedAlikeForFewAreasAndForMany) {
  testing_support::AccessTown areas(db());
  const auto second = areas.area(AreaKind::grid, "north-2", town_->small().north).id;
  const auto elsewhere = areas.area(AreaKind::grid, "south-1", town_->small().south).id;
  add_some(std::array{grid_, second, elsewhere});
  using Ids = std::vector<std::int64_t>;
  const auto tasks_seen = [&](const Actor& who, std::optional<TaskState> state, std::int64_t within) {
    Ids out;
    TaskQuery query{.state = state, .area = within, .limit = 2};
    for (bool more = true; more;) {
      const auto page = db().read([&](Transaction& tx) { return find_tasks(tx, who.scope(), query); });
      for (const auto& one : page) out.push_back(one.id.value);
      more = page.size() == 2;
      if (!more) break;
      query.after_due = page.back().about.due;
      query.after = page.back().id.value;
    }
    return out;
  };
  const auto visits_seen = [&](const Actor& who, std::int64_t within) {
    Ids out;
    VisitQuery query{.area = within, .limit = 3};
    for (bool more = true; more;) {
      const auto page = db().read([&](Transaction& tx) { return find_visits(tx, who.scope(), query); });
      for (const auto& one : page) out.push_back(one.id.value);
      more = page.size() == 3;
      if (more) query.before = page.back().id.value;
    }
    return out;
  };
  const auto north = town_->small().north.value;
  const auto few_done = tasks_seen(*officer_, TaskState::done, north);
  const auto few_open = tasks_seen(*officer_, std::nullopt, north);
  const auto few_visits = visits_seen(*officer_, north);
  EXPECT_EQ(few_done.size(), 4u);
  EXPECT_EQ(few_open.size(), 4u);
  EXPECT_EQ(few_visits.size(), 8u);
  for (int i = 0; i < access::kFewAreas; ++i)
    areas.area(AreaKind::grid, "more-" + std::to_string(i), town_->small().south);
  const auto office = town_->actor(Role::population_office, access::kTown);
  ASSERT_FALSE(db().read([&](Transaction& tx) { return access::few_areas_in_scope(tx, office.scope()); }));
  EXPECT_EQ(tasks_seen(office, TaskState::done, north), few_done);
  EXPECT_EQ(tasks_seen(office, std::nullopt, north), few_open);
  EXPECT_EQ(visits_seen(office, north), few_visits);
}

// K1.
TEST_P(Tasks, WhatWasConfirmedLongAgoIsAskedAbout) {
  keep(kTestNow + std::chrono::days{181});
  EXPECT_EQ(tasks("source = 'confirmation_age' AND state = 'open'"), 4);
  keep(kTestNow + std::chrono::days{182});
  EXPECT_EQ(tasks("source = 'confirmation_age'"), 4) << "asked once at a time";
  const auto all_but_one = "(SELECT max(premises_id) FROM task WHERE source = 'confirmation_age')";
  for (const std::string table : {"residence", "organisation"})
    run("UPDATE " + table + " SET confirmed_at = '2027-05-23'");
  run("UPDATE premises SET confirmed_at = '2027-05-23' WHERE id <> " + std::string(all_but_one));
  keep(kTestNow + std::chrono::days{183});
  EXPECT_EQ(tasks("source = 'confirmation_age' AND state = 'open'"), 1)
      << "confirmed at a desk or by a list: nobody has to go";
}

TEST_P(Tasks, ACampaignOpensItsDoorsAndEnds) {
  const auto started = write([&](Transaction& tx) {
    return start_campaign(tx, kTestNow, *officer_,
                          {.area_id = grid_.value,
                           .name = "出租房走访",
                           .uses = {"home"},
                           .until = *parse_iso_day("2026-12-31")});
  });
  ASSERT_TRUE(started) << title(started.problem(), Language::en);
  keep();
  EXPECT_EQ(tasks("source = 'campaign' AND state = 'open' AND due = '2026-12-31'"), 4);
  visit(doors_[0], *coordinator_);
  keep();
  EXPECT_EQ(tasks("source = 'campaign'"), 4) << "a door that was asked is not asked again";
  const auto seen = write([&](Transaction& tx) { return list_campaigns(tx, *coordinator_); }).value();
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].waiting, 3);
  EXPECT_EQ(seen[0].done, 1);
  const auto end = [&](const Actor& who) {
    return write([&](Transaction& tx) {
      return end_campaign(tx, kTestNow, who, {.id = started->id, .version = seen[0].version});
    });
  };
  EXPECT_EQ(end(*coordinator_).problem().code, ProblemCode::forbidden);
  ASSERT_TRUE(end(*officer_));
  EXPECT_EQ(tasks("source = 'campaign' AND state = 'open'"), 3) << "they end step by step";
  keep();
  EXPECT_EQ(tasks("source = 'campaign' AND state = 'cancelled'"), 3);
}

TEST_P(Tasks, ACampaignIsOverOnItsDay) {
  ASSERT_TRUE(write([&](Transaction& tx) {
    return start_campaign(tx, kTestNow, *officer_,
                          {.area_id = grid_.value, .name = "走访", .label = "vacant", .until = kToday});
  }));
  keep();
  EXPECT_EQ(tasks("source = 'campaign'"), 0) << "no premises has that label";
  keep(kTestNow + std::chrono::days{1});
  EXPECT_EQ(count_rows(db(), "campaign", "state = 'ended'"), 1);
}

TEST_P(Tasks, WhatACampaignLeftEndsWithItsDay) {
  ASSERT_TRUE(write([&](Transaction& tx) {
    return start_campaign(tx, kTestNow, *officer_, {.area_id = grid_.value, .name = "走访", .until = kToday});
  }));
  keep();
  EXPECT_EQ(tasks("source = 'campaign' AND state = 'open'"), 4);
  keep(kTestNow + std::chrono::days{1});
  EXPECT_EQ(tasks("source = 'campaign' AND state = 'cancelled'"), 4);
}

TEST_P(Tasks, ByHandTheyAreGivenAndCancelled) {
  const auto add = [&](const Actor& who) {
    return write([&](Transaction& tx) {
      return add_task(tx, kTestNow, who, {.door = {.premises = doors_[0]}, .about = "residents"});
    });
  };
  EXPECT_EQ(add(*coordinator_).problem().code, ProblemCode::forbidden);
  const auto added = add(*officer_);
  ASSERT_TRUE(added);
  EXPECT_EQ(added->task.about.due, *parse_iso_day("2026-11-30")) << "K1: seven days";
  const auto edit = [&](TaskEdit wish) {
    wish.id = added->task.id;
    return write([&](Transaction& tx) { return edit_task(tx, kTestNow, *officer_, wish); });
  };
  EXPECT_EQ(edit({.version = 9}).problem().code, ProblemCode::version_conflict);
  const auto given = edit({.version = 1, .post = coordinator_->post()});
  ASSERT_TRUE(given) << title(given.problem(), Language::en);
  EXPECT_EQ(given->task.about.post, coordinator_->post());
  EXPECT_EQ(edit({.version = 2, .post = access::PostId{1}}).problem().place, "post_id");
  testing_support::AccessTown areas(db());
  const auto next = areas.area(AreaKind::grid, "north-2", town_->small().north).id;
  const auto neighbour = town_->actor(Role::coordinator, next);
  EXPECT_EQ(edit({.version = 2, .post = neighbour.post()}).problem().code, ProblemCode::bad_choice);
  ASSERT_TRUE(edit({.version = 2, .cancel = "not_needed"}));
  EXPECT_EQ(edit({.version = 3, .cancel = "twice"}).problem().code, ProblemCode::task_over);
}

TEST_P(Tasks, ManyAreGivenAtOnceToWhoGoesThere) {
  keep();
  const auto assign = [&](const Assignment& wish) {
    return write([&](Transaction& tx) { return assign_tasks(tx, kTestNow, *officer_, wish); });
  };
  EXPECT_EQ(assign({.area = grid_.value}).problem().code, ProblemCode::missing_field);
  const auto given = assign({.area = grid_.value, .post = coordinator_->post()});
  ASSERT_TRUE(given);
  EXPECT_EQ(given->count, 4);
  EXPECT_EQ(assign({.area = grid_.value, .post = coordinator_->post()})->count, 0);
  EXPECT_EQ(assign({.area = town_->small().south.value, .due = kToday})->count, 0) << "out of scope";
}

// C1, C3, O3, S4, C5, O5.
TEST_P(Tasks, DutiesAreProvedByVisits) {
  EXPECT_EQ(proved(duty_c1), (norms::DutyCount{.done = 0, .due = 50 * 30 / 7}));
  EXPECT_EQ(proved(duty_o3).due, 4) << "an idle month shows what is missing";
  visit(doors_[0], *coordinator_);
  visit(doors_[1], *coordinator_, VisitOutcome::not_at_home);
  visit(doors_[2], *officer_);
  EXPECT_EQ(proved(duty_c1).done, 2);
  EXPECT_EQ(proved(duty_c3).done, 1);
  EXPECT_EQ(proved(duty_o3).done, 1);
  EXPECT_EQ(proved(duty_s4_visits).done, 2);
  EXPECT_EQ(proved(duty_c5), norms::DutyCount{});
  visit(doors_[3], *coordinator_, VisitOutcome::could_not_be_registered);
  EXPECT_EQ(proved(duty_c5), (norms::DutyCount{.done = 1, .due = 1}));
  EXPECT_EQ(proved(duty_o5), (norms::DutyCount{.done = 0, .due = 1}));
}

// Differences with a list, at the door they are about (L7, C7).
class TasksOfLists : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    testing_support::ImportDesk files(db(), testing_support::Sender{town_.town_account, town_.town_post});
    testing_support::import_common_town(files, 200);
    desk_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
    follow_findings(desk_->events());
    std::string file = "姓名,证件号码,联系电话,现住地址\n";
    for (int i = 1; i <= 60; ++i)
      file += common_name(i) + "," + invented_id(i) + "," + common_phone(i) + "," + common_address(i) + "\n";
    file += common_name(70) + "," + invented_id(70) + ",13811112222," + common_address(70) + "\n";
    roster_ = desk_->hand_in(file);
  }
  std::int64_t tasks(const std::string& where) { return count_rows(db(), "task", where); }
  void hand_over() {
    ASSERT_TRUE(db().write([](Transaction& tx) -> Done {
      tx.exec("UPDATE task SET state = 'with_officer'");
      return done();
    }));
  }

  testing_support::SmallTown town_;
  std::optional<RosterDesk> desk_;
  intake::Roster roster_;
};
WEIGE_BOTH_ENGINES(TasksOfLists);

// Open pages of the door are told of what the program opens by itself.
TEST_P(TasksOfLists, ToldWhereTheyWereOpenedAndOnlyThen) {
  const auto moved = keep_tasks(db(), kTestNow).value().doors();
  ASSERT_EQ(moved.size(), 1u);
  EXPECT_EQ(tasks("premises_id = " + std::to_string(moved.front().premises.value())), 1);
  EXPECT_TRUE(keep_tasks(db(), kTestNow).value().doors().empty());
}

// C5, O5: a decision would end the officer's task.
TEST_P(TasksOfLists, WhatWaitsForTheOfficerIsNotDecidedByWhoHandedItOver) {
  ASSERT_TRUE(keep_tasks(db(), kTestNow));
  hand_over();
  const auto finding = desk_->findings().at(0);
  testing_support::AccessTown people(db());
  const auto decide = [&](Role role) {
    const auto actor = people.actor(role, town_.north);
    return db().write([&](Transaction& tx) {
      return decide_finding(
          {tx, actor, kTestNow}, desk_->events(),
          {.id = finding.id, .version = finding.version, .verdict = intake::Verdict::refute});
    });
  };
  EXPECT_EQ(decide(Role::coordinator).problem().code, ProblemCode::door_with_officer);
  EXPECT_EQ(tasks("state = 'with_officer'"), 1);
  EXPECT_TRUE(decide(Role::community_officer));
  EXPECT_EQ(tasks("state = 'cancelled'"), 1);
}

// Nobody has looked at what is decided with its list, by whatever hand or rule.
TEST_P(TasksOfLists, WhatWaitsForTheOfficerIsLeftOutOfAWholeList) {
  ASSERT_TRUE(keep_tasks(db(), kTestNow));
  hand_over();
  for (int time = 1; time <= 2; ++time) {
    ASSERT_TRUE(desk_->try_to_apply(
        {.roster = roster_.id, .kinds = {intake::FindingKind::changed}, .standing = time == 2}));
    desk_->run_jobs();
    const auto applied = desk_->look(roster_.id).applied;
    ASSERT_TRUE(applied);
    EXPECT_EQ(applied->held, 1);
    EXPECT_EQ(applied->applied, 0);
    EXPECT_EQ(applied->left, 0) << "it could be applied, and is not asked";
  }
  EXPECT_EQ(tasks("state = 'with_officer'"), 1);
  EXPECT_EQ(desk_->findings().size(), 1u);
  ASSERT_TRUE(db().write([](Transaction& tx) -> Done {
    tx.exec("UPDATE task SET state = 'open'");
    return done();
  }));
  desk_->apply(roster_, {intake::FindingKind::changed});
  EXPECT_EQ(desk_->look(roster_.id).applied->applied, 1) << "what nobody holds is applied";
}

TEST_P(TasksOfLists, ADifferenceOpensATaskAndItsDecisionCancelsIt) {
  EXPECT_EQ(tasks("1 = 1"), 0) << "the list itself waits for no task";
  ASSERT_TRUE(keep_tasks(db(), kTestNow));
  EXPECT_EQ(tasks("source = 'finding' AND text = 'changed' AND state = 'open'"), 1);
  ASSERT_TRUE(keep_tasks(db(), kTestNow));
  EXPECT_EQ(tasks("1 = 1"), 1);
  const auto finding = desk_->findings().at(0);
  ASSERT_TRUE(desk_->decide({.id = finding.id, .version = finding.version}));
  EXPECT_EQ(tasks("state = 'cancelled'"), 1);
  ASSERT_TRUE(keep_tasks(db(), kTestNow));
  EXPECT_EQ(tasks("1 = 1"), 1) << "what is decided is not asked again";
}

// C10: as the officer assigns them; at the door they are decided together with the visit.
TEST_P(TasksOfLists, WhatIsHandedDownIsSettledAtTheDoor) {
  const auto act = [&](auto&& f) {
    return testing_support::as_post(db(), town_.north_account, town_.north_officer, f);
  };
  const auto handed = act([&](const registry::WriteContext& context) {
    return assign_tasks(context.tx, kTestNow, context.actor,
                        {.area = town_.north.value, .roster = roster_.id.value});
  });
  ASSERT_TRUE(handed) << title(handed.problem(), Language::en);
  EXPECT_EQ(handed->count, 1);
  ASSERT_TRUE(keep_tasks(db(), kTestNow));
  EXPECT_EQ(tasks("1 = 1"), 1) << "it is asked about already";
  const auto finding = desk_->findings().at(0);
  const auto premises =
      db().read([](Transaction& tx) { return tx.scalar<std::int64_t>("SELECT premises_id FROM task"); });
  const auto recorded = act([&](const registry::WriteContext& context) {
    VisitReport told;
    told.door.premises = premises;
    told.door_version = door_version(context.tx, told.door);
    told.submission = "one";
    told.findings = {{.finding = finding.id.value, .version = finding.version, .confirmed = true}};
    return record_visit(context, desk_->events(), told);
  });
  ASSERT_TRUE(recorded) << title(recorded.problem(), Language::en) << recorded.problem().place;
  EXPECT_EQ(tasks("state = 'done'"), 1) << "done by the visit, not cancelled by its decision";
  EXPECT_TRUE(desk_->findings().empty());
}

// Nobody enters it twice: once at the door, once at the difference.
TEST_P(TasksOfLists, WhatTheDoorSaysAsTheListDoesIsSettledWithIt) {
  ASSERT_TRUE(keep_tasks(db(), kTestNow));
  const auto premises =
      db().read([](Transaction& tx) { return tx.scalar<std::int64_t>("SELECT premises_id FROM task"); });
  const auto recorded = testing_support::as_post(
      db(), town_.north_account, town_.north_officer,
      [&](const registry::WriteContext& context) -> Result<VisitDone> {
        access::ReadingLog log;
        WEIGE_TRY(const auto door,
                  read_door({context.tx, context.actor, kTestNow, log}, {.premises = premises}));
        const auto& living = door.residents.at(0);
        VisitReport told;
        told.door.premises = premises;
        told.door_version = door.version;
        told.submission = "one";
        told.residents = {{.residence = living.residence.id,
                           .version = living.residence.version,
                           .found = ResidentFound::corrected,
                           .person_version = living.person.version,
                           .fields = {{"phone", "13811112222"}}}};
        return record_visit(context, desk_->events(), told);
      });
  ASSERT_TRUE(recorded) << title(recorded.problem(), Language::en) << recorded.problem().place;
  EXPECT_TRUE(desk_->findings().empty());
  EXPECT_EQ(tasks("state = 'done'"), 1);
}

}  // namespace tasks_test
}  // namespace weige::work
