// What is over goes in the night, by each clock, on both engines; what is held stays; the night's job begins
// once, goes on after a kill, and can be cancelled.
#include <gtest/gtest.h>

#include "access/account_actions.h"
#include "access/audit_log_actions.h"
#include "access/manifest.h"
#include "grids/grids_manifest.h"
#include "intake/intake_manifest.h"
#include "jobs/job_actions.h"
#include "jobs/job_runner.h"
#include "jobs/jobs_manifest.h"
#include "reference/slow_figures.h"
#include "registry/legal_hold_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/registry_manifest.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/random_folder.h"
#include "support/random_register.h"
#include "support/rosters.h"
#include "teams/teams_manifest.h"
#include "town/retention_actions.h"
#include "town/town_manifest.h"
#include "work/work_manifest.h"

namespace weige::town {
namespace retention_test {

using registry::RecordKind;
using registry::WriteContext;
using store::Row;
using store::Transaction;
using testing_support::as_post;
using testing_support::count_rows;
using testing_support::counted;
using testing_support::invented_id;
using testing_support::kTestNow;
using testing_support::last_run;
using testing_support::move_out;
using namespace std::chrono_literals;
using std::chrono::days;

constexpr int kPeople = 60;

RetentionParts parts_at(Instant now) {
  return {.clock = fixed_clock(now)};
}

class Nights : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    files_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
    testing_support::import_common_town(*files_, kPeople);
  }
  std::int64_t id_of(int number) {
    return db().read([&](Transaction& tx) {
      const auto actor = access::Actor::resume(tx, kTestNow, town_.town_account, town_.town_post,
                                               access::Purpose::data_quality);
      return registry::find_records(tx, actor->scope(), RecordKind::person,
                                    {"document_key", "resident_id:" + invented_id(number)})
          .at(0)
          .id;
    });
  }
  jobs::Job night(Instant now) { return testing_support::run_night(db(), parts_at(now)); }
  bool is_there(std::int64_t person) {
    return count_rows(db(), "person", "id = " + std::to_string(person)) == 1;
  }
  testing_support::SmallTown town_;
  std::optional<testing_support::ImportDesk> files_;
};
WEIGE_BOTH_ENGINES(Nights);

TEST_P(Nights, EraseACancelledRecordAfterItsYearAndNotBefore) {
  const auto one = id_of(1), two = id_of(2);
  move_out(db(), town_, one, kTestNow);
  EXPECT_EQ(night(kTestNow + days{365} - 1h).state, jobs::JobState::done);
  EXPECT_TRUE(is_there(one));
  EXPECT_EQ(night(kTestNow + days{366}).state, jobs::JobState::done);
  EXPECT_FALSE(is_there(one));
  EXPECT_TRUE(is_there(two)) << "who lives here stays for ever";
  const auto run = last_run(db());
  EXPECT_EQ(run.kind, RunKind::night);
  EXPECT_TRUE(run.finished && run.bytes_clean);
  EXPECT_EQ(counted(run, "record.cancelled"), (ErasureCount{.erased = 1}));
}

// What a town has set longer is kept longer.
TEST_P(Nights, FollowWhatTheTownHasSet) {
  const auto one = id_of(1);
  move_out(db(), town_, one, kTestNow);
  const RetentionParts longer{.clock = fixed_clock(kTestNow + days{400}),
                              .times = RetentionTimes::parse("record.cancelled=401").value()};
  testing_support::run_night(db(), longer);
  EXPECT_TRUE(is_there(one));
}

// Confirming or moving a record on paper does not begin its year anew; a correction does.
TEST_P(Nights, CountFromTheLastChange) {
  const auto one = id_of(1);
  move_out(db(), town_, one, kTestNow);
  ASSERT_TRUE(as_post(
      db(), town_.town_account, town_.town_post,
      [&](const WriteContext& context) {
        const auto person =
            registry::find_record(context.tx, context.actor.scope(), RecordKind::person, one).value();
        return registry::edit_record(
            context, {.id = one, .version = person.version, .fields = {{"registered_place", "江苏省"}}});
      },
      kTestNow + days{100}));
  night(kTestNow + days{366});
  EXPECT_TRUE(is_there(one));
  night(kTestNow + days{466});
  EXPECT_FALSE(is_there(one));
}

TEST_P(Nights, PassOverWhatIsHeldAndSayHowMany) {
  const auto one = id_of(1), two = id_of(2);
  for (const auto id : {one, two}) move_out(db(), town_, id, kTestNow);
  const auto until = TownTime{}.day_of(kTestNow + days{500});
  ASSERT_TRUE(as_post(db(), town_.town_account, town_.town_post, [&](const WriteContext& context) {
    return registry::place_hold(context, {.person = one, .reason = "诉讼", .until = until});
  }));
  night(kTestNow + days{400});
  EXPECT_TRUE(is_there(one));
  EXPECT_FALSE(is_there(two));
  EXPECT_EQ(counted(last_run(db()), "record.cancelled"), (ErasureCount{.erased = 1, .held = 1}));
  night(kTestNow + days{502});
  EXPECT_FALSE(is_there(one)) << "the hold is over";
  night(kTestNow + days{500 + 400});
  EXPECT_EQ(count_rows(db(), "legal_hold"), 0);
}

TEST_P(Nights, EraseADisabledAccountAfterTwoYears) {
  testing_support::AccessTown people(db());
  const auto admin = people.actor(access::Role::system_admin);
  const auto gone = people.account("gone.worker");
  ASSERT_TRUE(db().write([&](Transaction& tx) {
    return access::edit_account(tx, kTestNow, admin, gone, {.state = access::AccountState::disabled});
  }));
  night(kTestNow + 1h);
  night(kTestNow + days{730});
  EXPECT_EQ(count_rows(db(), "account", "login_key = 'gone.worker'"), 1);
  night(kTestNow + days{732});
  EXPECT_EQ(count_rows(db(), "account", "login_key = 'gone.worker' OR display_name LIKE '%gone.worker%'"), 0);
  EXPECT_EQ(count_rows(db(), "account", "id = " + std::to_string(gone.value)), 1)
      << "the id stays somebody's";
  EXPECT_EQ(count_rows(db(), "undertaking_signature", "account_id = " + std::to_string(gone.value)), 0);
  EXPECT_EQ(counted(last_run(db()), "account.disabled").erased, 1);
  EXPECT_EQ(count_rows(db(), "account", "login_key = 'north.officer'"), 1);
}

// One that is over and one that is not, of each.
TEST_P(Nights, RemoveWhatIsOverOfAccess) {
  const auto old = kTestNow - days{1100};
  ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
    const store::Blob over{"over"}, young{"young"};
    for (const auto& day : {"2023-01-01", "2026-11-22"})
      tx.exec("INSERT INTO reading_count (post_id, day, readings) VALUES ($1, $2, 1)", town_.town_post, day);
    for (const auto& [hash, at] : {std::pair{over, old}, std::pair{young, kTestNow}}) {
      tx.exec(
          "INSERT INTO sign_in_throttle (key_hash, failures, last_failure_at, blocked_until) VALUES ($1, 1, "
          "$2, "
          "0)",
          hash, at);
      tx.exec(
          "INSERT INTO one_time_link (token_hash, purpose, account_id, created_at, expires_at) VALUES ($1, "
          "'invitation', $2, 0, $3)",
          hash, town_.town_account, at);
      tx.exec(
          "INSERT INTO session (id, token_hash, account_id, started_at, last_seen_at, absolute_end_at, "
          "device) "
          "VALUES ($1, $2, $3, 0, $4, $5, '')",
          tx.next_id(), hash, town_.town_account, at, at + days{1});
    }
    const auto entry = [&](Instant at, const char* action, std::optional<std::int64_t> leaf) {
      tx.exec(
          "INSERT INTO audit_entry (id, at, action, detail, outcome, leaf) VALUES ($1, $2, $3, '', 'done', "
          "$4)",
          tx.next_id(), at, action, leaf);
    };
    entry(old, "test.old", 1);
    entry(old, "test.waits", std::nullopt);
    entry(kTestNow, "test.young", 2);
    return done();
  }));
  night(kTestNow + 1min);
  for (const auto* table : {"reading_count", "sign_in_throttle", "one_time_link", "session"})
    EXPECT_EQ(count_rows(db(), table), 1) << table;
  EXPECT_EQ(count_rows(db(), "audit_entry", "action = 'test.old'"), 0);
  EXPECT_EQ(count_rows(db(), "audit_entry", "action = 'test.waits'"), 1) << "what has no line yet stays";
  EXPECT_EQ(count_rows(db(), "audit_entry", "action = 'test.young'"), 1);
  const auto report = last_run(db());
  for (const auto* clock : {"reading.day", "sign_in.failed", "link.expired", "session.end", "audit.at"})
    EXPECT_EQ(counted(report, clock).erased, 1) << clock;
}

// What the nights find of the work: of each table one row that is over and one that is young.
void add_tasks(Transaction& tx, Instant old) {
  const auto task = [&](const char* state, std::optional<Instant> closed) {
    tx.exec(
        "INSERT INTO task (id, version, source, source_id, premises_id, area_id, state, due, text, attempts, "
        "opened_at, closed_at) VALUES ($1, 1, 'campaign', 7, 1, 1, $2, '2023-01-01', '', 0, 0, $3)",
        tx.next_id(), state, closed);
  };
  task("done", old);
  task("cancelled", kTestNow);
  task("open", std::nullopt);
  for (const auto id : {7, 8})
    tx.exec(
        "INSERT INTO campaign (id, version, area_id, name, uses, label, until_day, state, opened_to, "
        "post_id, "
        "opened_at) VALUES ($1, 1, 1, '', '', '', '2023-01-01', 'ended', -1, 1, 0)",
        id);
}
void add_plans(Transaction& tx, const char* day) {
  const auto plan = tx.next_id(), round = tx.next_id();
  tx.exec("INSERT INTO plan (id, post_id, area_id, day, seed, made_at) VALUES ($1, 1, 1, $2, '', 0)", plan,
          day);
  tx.exec(
      "INSERT INTO plan_door (plan_id, premises_id, area_id, number, chosen, by_chance, evidence, expected, "
      "minutes, reasons, hours) VALUES ($1, 1, 1, 1, 'none', 1, '', 0.5, 5.0, '', '')",
      plan);
  tx.exec("INSERT INTO door_code (premises_id, code, used_on) VALUES ($1, $2, $3)", plan,
          "OF" + std::to_string(plan), day);
  tx.exec(
      "INSERT INTO verification (id, version, area_id, month, state, post_id, tasks, started_at, doors, "
      "doors_confirmed, residents, residents_confirmed, premises_confirmed) VALUES ($1, 1, 1, $2, 'closed', "
      "1, "
      "0, 0, 0, 0, 0, 0, 0)",
      round, std::string(day).substr(0, 7));
  tx.exec("INSERT INTO verification_door (verification_id, premises_id, reason) VALUES ($1, 1, 'vacant')",
          round);
}
void add_places_and_teams(Transaction& tx, const char* day) {
  tx.exec(
      "INSERT INTO key_premises (id, version, premises_id, kind, source, state, reason, since, until, "
      "by_post) "
      "VALUES ($1, 1, 1, 'let', 'hand', 'ended', '', '2022-01-01', $2, 1)",
      tx.next_id(), day);
  tx.exec(
      "INSERT INTO publicity_action (id, area_id, on_day, subject, channel, reach, post_id) VALUES ($1, 1, "
      "$2, "
      "'registration', 'poster', 1, 1)",
      tx.next_id(), day);
  tx.exec("INSERT INTO team_considered (area_id, kind, reason, noted_on, post_id) VALUES (1, $1, '', $2, 1)",
          "kind " + std::string(day), day);
  tx.exec("INSERT INTO team_list_check (area_id, on_day, post_id, changed) VALUES (1, $1, 1, 0)", day);
  tx.exec(
      "INSERT INTO team_guidance (id, area_id, helper_id, post_id, on_day, topic) VALUES ($1, 1, 1, 1, $2, "
      "'own_rules')",
      tx.next_id(), day);
}

TEST_P(Nights, RemoveWhatIsOverOfTheWork) {
  const auto old = kTestNow - days{1100};
  ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
    add_tasks(tx, old);
    for (const auto* day : {"2023-01-01", "2026-11-22"}) {
      add_plans(tx, day);
      add_places_and_teams(tx, day);
    }
    for (const auto at : {kTestNow - days{1900}, old})
      tx.exec(
          "INSERT INTO practice_case (id, version, area_id, topic, title, situation, action, outcome, state, "
          "noted_by, noted_at) VALUES ($1, 1, 1, '', '', '', '', '', 'released', 1, $2)",
          tx.next_id(), at);
    return done();
  }));
  night(kTestNow + 1min);
  EXPECT_EQ(count_rows(db(), "task"), 2) << "the open one stays however long ago it was due";
  EXPECT_EQ(count_rows(db(), "campaign"), 1) << "the one that a task still belongs to";
  for (const auto* table :
       {"plan", "plan_door", "door_code", "verification", "verification_door", "key_premises",
        "publicity_action", "team_considered", "team_list_check", "team_guidance", "practice_case"})
    EXPECT_EQ(count_rows(db(), table), 1) << table;
  const auto report = last_run(db());
  EXPECT_EQ(counted(report, "task.closed").erased, 2) << "a task and a campaign";
  EXPECT_EQ(counted(report, "plan.day").erased, 3) << "a plan, a round and a code";
  EXPECT_EQ(counted(report, "place_work.day").erased, 2);
  EXPECT_EQ(counted(report, "team_work.on_day").erased, 3);
  EXPECT_EQ(counted(report, "practice_case.noted").erased, 1);
}

TEST_P(Nights, RemoveFilesAndListsWhoseTimeIsOver) {
  testing_support::RosterDesk desk(db(), {town_.north_account, town_.north_officer});
  desk.hand_in("姓名,证件号码,联系电话,现住地址\n" + testing_support::common_name(1) + "," + invented_id(1) +
               "," + testing_support::common_phone(4001) + "," + testing_support::common_address(1) + "\n");
  night(kTestNow + days{200});
  for (const auto* table : {"upload", "upload_chunk", "file_import", "import_row", "roster", "roster_row",
                            "roster_answer", "finding", "finding_candidate", "pocket_line"})
    EXPECT_EQ(count_rows(db(), table), 0) << table;
  EXPECT_EQ(count_rows(db(), "job", "kind <> 'retention'"), 0);
  const auto report = last_run(db());
  for (const auto* clock : {"upload.expires_at", "file_import.expires_at", "roster.expires_at",
                            "pocket_line.expires_at", "job.expires_at"})
    EXPECT_GT(counted(report, clock).erased, 0) << clock;
}

// Of each kind one that is over and one that is not.
TEST_P(Nights, RemoveWhatResidentsAndSecondPersonsLeftBehind) {
  const auto one = id_of(1), two = id_of(2);
  const auto now = kTestNow + days{1200};
  ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
    const auto put = [&](std::int64_t person, Instant at) {
      const auto day = TownTime{}.day_of(at);
      const auto id = tx.next_id();
      tx.exec(
          "INSERT INTO resident_request (id, version, person_id, kind, text_sealed, sent_at, due_on, state, "
          "answered_at, outcome) VALUES ($1, 1, $2, 'correction', $3, $4, $5, 'answered', $4, 'done')",
          id, person, store::Blob{"text"}, at, day);
      tx.exec(
          "INSERT INTO reading_delay (id, person_id, post_id, reason, placed_at, from_at, until_on) VALUES "
          "($1, $2, $3, 'emergency', $4, $4, $5)",
          id, person, town_.town_post, at, day);
      tx.exec(
          "INSERT INTO resident_code (person_id, kind, subject_hash, code_hash, made_at, expires_at) VALUES "
          "($1, 'paper', $2, $2, $3, $3)",
          person, store::Blob{"hash"}, at);
      tx.exec(
          "INSERT INTO resident_session (id, token_hash, person_id, started_at, last_seen_at, "
          "absolute_end_at) VALUES ($1, $2, $3, $4, $4, $4)",
          id, store::Blob{std::to_string(id)}, person, at);
      tx.exec(
          "INSERT INTO approval (id, kind, state, content, digest, people, reason, asker_account_id, "
          "asker_post_id, asked_at, expires_at) VALUES ($1, 'bulk_export', 'asked', 'file=residents', 'd', "
          "3, '核对', $2, $3, $4, $4)",
          id, town_.town_account, town_.town_post, at);
      tx.exec("INSERT INTO lead_sent (post_id, day, sent) VALUES ($1, $2, 1)", town_.town_post, day);
      tx.exec(
          "INSERT INTO lead_key (id, post_id, public_key, made_at, retired_at) VALUES ($1, $2, $3, $4, $4)",
          id, town_.town_post, store::Blob{"key"}, at);
      tx.exec(
          "INSERT INTO lead (id, post_id, key_id, letter, state, received_on, expires_on, mixed) VALUES "
          "($1, $2, $1, $3, 'read', $4, $5, 2)",
          id, town_.town_post, store::Blob{"letter"}, day, TownTime{}.day_of(at + days{90}));
    };
    put(one, kTestNow);
    put(two, now + 1h);
    return done();
  }));
  night(now);
  for (const auto* table : {"resident_request", "reading_delay", "resident_code", "resident_session",
                            "approval", "lead_sent", "lead_key", "lead"})
    EXPECT_EQ(count_rows(db(), table), 1) << table;
  const auto report = last_run(db());
  for (const auto* clock :
       {"request.answered", "delay.end", "code.expired", "session.end", "approval.expired"})
    EXPECT_EQ(counted(report, clock).erased, 1) << clock;
  for (const auto* clock : {"lead.received", "lead_sent.day"})
    EXPECT_EQ(counted(report, clock), ErasureCount{}) << "how many leads there are is told nowhere";
}

TEST_P(Nights, BeginOnceWhoeverAsks) {
  ASSERT_TRUE(begin_night(db(), kTestNow).value());
  EXPECT_FALSE(begin_night(db(), kTestNow + 1h).value());
  EXPECT_FALSE(begin_night(db(), kTestNow + 12h).value()) << "before three o'clock it is the same night";
  EXPECT_TRUE(begin_night(db(), kTestNow + 13h).value()) << "three o'clock in the town";
  EXPECT_EQ(count_rows(db(), "retention_run"), 2);
}

// Whoever takes over a register with years of what is over works on meanwhile.
TEST_P(Nights, TheFirstComesAfterTheServerFirstRan) {
  EXPECT_FALSE(has_had_night(db(), kTestNow + 24h)) << "no server has run yet";
  const auto random = seeded_random(1);
  const test::RandomFolder folder;
  const auto signer =
      access::open_audit_log(db(), {.key_file = (folder.path() / "audit-key").string()}, random);
  ASSERT_TRUE(access::place_audit_entries(
      {.database = db(), .signer = *signer, .random = random, .instance = "test"}, kTestNow));
  EXPECT_FALSE(has_had_night(db(), kTestNow + 12h)) << "it has run for the first time in this night";
  EXPECT_TRUE(has_had_night(db(), kTestNow + 13h)) << "three o'clock in the town";
}

// The instance that ran it dies between two steps; another one goes on, and nobody is counted twice.
TEST_P(Nights, GoOnAfterTheirRunnerHasDied) {
  for (int i = 1; i <= kPeople; ++i) move_out(db(), town_, id_of(i), kTestNow);
  Instant now = kTestNow + days{366};
  const Clock clock = [&now] { return now; };
  ASSERT_TRUE(begin_night(db(), now).value());
  {
    jobs::JobRunner dying(db(), clock, {.instance = "dying"});
    dying.handle(std::string(kRetentionJob), [&](jobs::JobContext& context) -> Done {
      int steps = 0;
      const Clock stumbling = [&]() -> Instant {
        if (++steps > 2) throw store::DatabaseError(store::Failure::unavailable, "the machine is gone");
        return now;
      };
      return run_retention(context, {.clock = stumbling});
    });
    EXPECT_TRUE(dying.run_one());
  }
  const auto left = count_rows(db(), "person");
  EXPECT_GT(left, 0);
  EXPECT_LT(left, kPeople) << "it had begun";
  now += 10min;
  jobs::JobRunner next(db(), clock, {.instance = "next"});
  next.handle(std::string(kRetentionJob),
              [&](jobs::JobContext& context) { return run_retention(context, {.clock = clock}); });
  EXPECT_TRUE(next.run_one());
  EXPECT_EQ(count_rows(db(), "person"), 0);
  EXPECT_EQ(counted(last_run(db()), "record.cancelled").erased, kPeople);
}

TEST_P(Nights, CanBeCancelledByTheOffice) {
  const auto begun = begin_night(db(), kTestNow).value();
  ASSERT_TRUE(begun);
  const auto office = [&](auto&& f) { return as_post(db(), town_.town_account, town_.town_post, f); };
  const auto id = last_run(db()).id;
  const auto cancelled = office(
      [&](const WriteContext& context) { return cancel_run(context.tx, context.now, context.actor, id); });
  ASSERT_TRUE(cancelled);
  jobs::JobRunner runner(db(), fixed_clock(kTestNow), {.instance = "test"});
  runner.handle(std::string(kRetentionJob),
                [](jobs::JobContext& context) { return run_retention(context, parts_at(kTestNow)); });
  while (runner.run_one()) {
  }
  const auto views =
      office([&](const WriteContext& context) { return list_runs(context.tx, context.actor, 0, 10); });
  ASSERT_TRUE(views);
  EXPECT_EQ(views->at(0).state, jobs::JobState::cancelled);
  EXPECT_FALSE(views->at(0).run.finished);
  EXPECT_EQ(office([&](const WriteContext& context) {
              return cancel_run(context.tx, context.now, context.actor, id);
            })
                .problem()
                .code,
            ProblemCode::job_finished);
}

TEST_P(Nights, AreToldToOfficeAndAdministratorOnly) {
  testing_support::AccessTown people(db());
  const auto may = [&](access::Role role) {
    const auto actor = people.actor(role);
    return db().read([&](Transaction& tx) { return list_runs(tx, actor, 0, 10).ok(); });
  };
  EXPECT_TRUE(may(access::Role::population_office));
  EXPECT_TRUE(may(access::Role::system_admin));
  for (const auto role : {access::Role::committee, access::Role::auditor, access::Role::helper,
                          access::Role::security_admin, access::Role::police_station})
    EXPECT_FALSE(may(role)) << access::code(role);
}

// Figures are what counting from scratch gives, whatever life the register had before everybody left.
TEST_P(Nights, KeepTheFiguresRight) {
  testing_support::ScratchDatabase scratch(GetParam());
  testing_support::RandomRegister life(scratch.db(), testing_support::make_small_town(scratch.db()), 7);
  for (int i = 0; i < 150; ++i) life.step();
  const auto people = count_rows(scratch.db(), "person");
  testing_support::run_night(scratch.db(), parts_at(life.now() + days{400}));
  EXPECT_LT(count_rows(scratch.db(), "person"), people) << "or this test shows nothing";
  scratch.db().read([](Transaction& tx) {
    registry::Figures kept;
    tx.each("SELECT area_id, figure, part, amount FROM register_figure", [&](const Row& row) {
      registry::add(kept, {row.int64(0), registry::figure_of(row.text(1)).value(), row.get<std::string>(2)},
                    row.int64(3));
    });
    EXPECT_EQ(kept, reference::SlowFigures(tx).figures());
  });
}

// No clock is declared that nothing erases by, and none erases that is not declared.
TEST(RetentionClocks, AreThoseOfTheManifests) {
  std::map<std::string, int> declared;
  for (const auto& table :
       access::collect({&jobs::jobs_manifest(), &access::access_manifest(), &registry::registry_manifest(),
                        &grids::grids_manifest(), &intake::intake_manifest(), &work::work_manifest(),
                        &teams::teams_manifest(), &town_manifest()})) {
    if (table.retention.clock.empty()) continue;
    const auto [at, fresh] = declared.emplace(table.retention.clock, table.retention.days);
    EXPECT_TRUE(fresh || at->second == table.retention.days) << table.name;
  }
  declared.emplace("submission.answered", 1);  // of module http (test/api/manifest_test.cpp)
  std::map<std::string, int> run;
  for (const auto& clock : retention_clocks()) {
    run.emplace(clock.clock, clock.days);
    EXPECT_TRUE(has_runner(clock.clock)) << clock.clock;
  }
  EXPECT_EQ(run, declared);
}

}  // namespace retention_test
}  // namespace weige::town
