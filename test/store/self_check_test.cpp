// The facts of the self-check on both engines: asked of the real schema and of rows that are overdue.
#include <gtest/gtest.h>

#include <algorithm>

#include "access/manifest.h"
#include "grids/grids_manifest.h"
#include "intake/intake_manifest.h"
#include "jobs/jobs_manifest.h"
#include "registry/registry_manifest.h"
#include "store/store_manifest.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "teams/teams_manifest.h"
#include "town/self_check_actions.h"
#include "town/self_check_store.h"
#include "town/town_manifest.h"
#include "work/work_manifest.h"

namespace weige::town {
namespace self_check_test {

using namespace std::chrono_literals;
using access::Role;
using store::Transaction;
using testing_support::AccessTown;
using testing_support::kTestNow;

// Of every module below the edges.
const Manifest& manifest_below() {
  static const Manifest manifest =
      access::collect({&store::store_manifest(), &jobs::jobs_manifest(), &access::access_manifest(),
                       &registry::registry_manifest(), &grids::grids_manifest(), &intake::intake_manifest(),
                       &teams::teams_manifest(), &work::work_manifest(), &town_manifest()});
  return manifest;
}

const RetentionTimes& shipped_times() {
  static const RetentionTimes times;
  return times;
}

OverdueAsked asked_now(const RetentionTimes& times = shipped_times()) {
  return {.manifest = manifest_below(), .times = times, .town = {}, .now = kTestNow};
}

class SelfCheckOfDatabase : public testing_support::BothEngines {
 protected:
  AccessTown& people() {
    if (!people_) people_.emplace(db());
    return *people_;
  }
  std::vector<CheckedRule> rules(const access::Actor& actor, Instant now = kTestNow) {
    const SelfCheckSettings settings;
    return db().read([&](Transaction& tx) {
      return run_self_check({tx, actor, now, manifest_below(), settings}).value();
    });
  }
  CheckedRule rule(std::string_view name, Instant now = kTestNow) {
    if (!auditor_) auditor_.emplace(people().actor(Role::auditor));
    const auto all = rules(*auditor_, now);
    return *std::ranges::find(all, name, &CheckedRule::rule);
  }
  std::int64_t number(std::string_view name, std::string_view fact, Instant now = kTestNow) {
    const auto found = rule(name, now);
    return std::get<std::int64_t>(std::ranges::find(found.facts, fact, &CheckFact::name)->value);
  }
  void change(const char* sql) {
    db().write([&](Transaction& tx) -> Done {
          tx.script(sql);
          return done();
        })
        .value();
  }
  void run_night() { (void)testing_support::run_night(db(), {.clock = fixed_clock(kTestNow)}); }
  std::optional<std::int64_t> overdue(std::string_view table) {
    const auto all = db().read([&](Transaction& tx) { return overdue_rows(tx, asked_now()); });
    return std::ranges::find(all, table, &ClockFact::table)->overdue;
  }

 private:
  std::optional<AccessTown> people_;
  std::optional<access::Actor> auditor_;
};
WEIGE_BOTH_ENGINES(SelfCheckOfDatabase);

constexpr const char* kRulesOfTheSchema[] = {
    "no_check_in",           "no_ranking",          "no_tracks",       "no_photos",
    "no_persons_of_concern", "no_protected_traits", "sensitive_sealed"};

TEST_P(SelfCheckOfDatabase, TheSchemaThatShipsHolds) {
  for (const auto* name : kRulesOfTheSchema) EXPECT_EQ(rule(name).verdict, Verdict::holds) << name;
  EXPECT_GT(number("no_tracks", "columns_asked"), 200);
}

TEST_P(SelfCheckOfDatabase, ATableThatSomebodyAddsIsSeen) {
  change("CREATE TABLE watchlist (person_id INTEGER, risk INTEGER, photo INTEGER)");
  for (const auto* name : {"no_persons_of_concern", "no_ranking", "no_photos", "data_declared"})
    EXPECT_EQ(rule(name).verdict, Verdict::attention) << name;
  EXPECT_EQ(rule("no_tracks").verdict, Verdict::holds);
}

TEST_P(SelfCheckOfDatabase, EveryClockThatIsAskedIsOfAColumnThatExists) {
  const auto all = db().read([&](Transaction& tx) { return overdue_rows(tx, asked_now()); });
  std::set<std::string_view> asked;
  for (const auto& each : all)
    if (each.overdue) asked.insert(each.clock);
  for (const auto* clock : {"record.cancelled",
                            "session.end",
                            "link.expired",
                            "sign_in.failed",
                            "audit.at",
                            "reading.day",
                            "job.expires_at",
                            "upload.expires_at",
                            "file_import.expires_at",
                            "roster.expires_at",
                            "finding.expires_at",
                            "pocket_line.expires_at",
                            "account.disabled",
                            "code.expired",
                            "request.answered",
                            "delay.end",
                            "approval.expired",
                            "lead.received",
                            "lead_sent.day",
                            "meeting.on_day",
                            "shift_plan.week",
                            "daily_report.on_day",
                            "visit.on_day",
                            "task.closed",
                            "plan.day",
                            "practice_case.noted",
                            "team_work.on_day",
                            "place_work.day"})
    EXPECT_TRUE(asked.contains(clock)) << clock;
}

TEST_P(SelfCheckOfDatabase, WhatIsOverdueIsCounted) {
  people();
  EXPECT_EQ(overdue("sign_in_throttle"), 0);
  EXPECT_EQ(overdue("reading_count"), 0);
  EXPECT_EQ(rule("retention_kept").verdict, Verdict::attention) << "no night has run";
  run_night();
  EXPECT_EQ(rule("retention_kept").verdict, Verdict::holds);
  EXPECT_EQ(rule("retention_kept", kTestNow + std::chrono::hours{49}).verdict, Verdict::attention);
  change("INSERT INTO reading_count (post_id, day, readings) VALUES (1, '2020-01-01', 3)");
  EXPECT_EQ(overdue("reading_count"), 1);
  const auto late = rule("retention_kept");
  EXPECT_EQ(late.verdict, Verdict::attention);
  EXPECT_TRUE(std::ranges::any_of(late.facts, [](const CheckFact& fact) {
    return fact == CheckFact{"found", std::string("reading_count")};
  }));
}

TEST_P(SelfCheckOfDatabase, ANightThatFailedIsSeen) {
  people();
  run_night();
  ASSERT_TRUE(begin_night(db(), kTestNow + std::chrono::hours{24}).value());
  const auto later = kTestNow + std::chrono::hours{25};
  EXPECT_EQ(rule("retention_kept", later).verdict, Verdict::holds) << "it waits for its turn";
  change("UPDATE job SET state = 'failed' WHERE state = 'waiting' AND kind = 'retention'");
  EXPECT_EQ(rule("retention_kept", later).verdict, Verdict::attention);
}

TEST_P(SelfCheckOfDatabase, WhatATownKeepsLongerIsNotOverdue) {
  people();
  const auto day = to_iso(TownTime{}.day_of(kTestNow - std::chrono::days{1200}));
  change(("INSERT INTO reading_count (post_id, day, readings) VALUES (1, '" + day + "', 3)").c_str());
  EXPECT_EQ(overdue("reading_count"), 1);
  const auto longer = RetentionTimes::parse("reading.day=1300").value();
  const auto all = db().read([&](Transaction& tx) { return overdue_rows(tx, asked_now(longer)); });
  EXPECT_EQ(std::ranges::find(all, "reading_count", &ClockFact::table)->overdue, 0);
}

TEST_P(SelfCheckOfDatabase, OldLeadsAndLostErasuresAreSeen) {
  people();
  EXPECT_EQ(rule("leads_gone").verdict, Verdict::holds);
  EXPECT_EQ(rule("erasures_journaled").verdict, Verdict::holds);
  change(
      "INSERT INTO lead_key (id, post_id, public_key, made_at, retired_at)"
      " SELECT 5, 1, proof, 1, 2 FROM ring_key");
  change(
      "INSERT INTO lead (id, post_id, key_id, letter, state, received_on, expires_on, mixed)"
      " SELECT 7, 1, 5, proof, 'waiting', '2026-01-01', '2026-04-01', 2 FROM ring_key");
  EXPECT_EQ(rule("leads_gone").verdict, Verdict::attention);
  change(
      "INSERT INTO erased_record (subject_kind, subject_id, erased_at, reason)"
      " VALUES ('person', 77, 5, 'retention')");
  EXPECT_EQ(rule("erasures_journaled").verdict, Verdict::attention) << "no journal has it";
}

TEST_P(SelfCheckOfDatabase, StaffIsCountedAsItIs) {
  for (int i = 0; i < 12; ++i) people().actor(Role::coordinator);
  EXPECT_EQ(rule("accounts_used").verdict, Verdict::holds);
  EXPECT_EQ(rule("accounts_used", kTestNow + 24h * 91).verdict, Verdict::attention);
  EXPECT_EQ(number("second_factors", "accounts_without"), 13) << "twelve coordinators and who asks";
  EXPECT_EQ(rule("undertakings").verdict, Verdict::holds);
  EXPECT_EQ(number("undertakings", "accounts_without", kTestNow + 24h * 366), 12);
  EXPECT_EQ(rule("posts_held").verdict, Verdict::holds);
  people().post(Role::committee, access::kTown, people().account("leaves"));
  change(
      "UPDATE post_holding SET closed = 1, until_at = from_at WHERE account_id ="
      " (SELECT id FROM account WHERE login_key = 'leaves')");
  EXPECT_EQ(number("posts_held", "posts_vacant", kTestNow + 1h), 1);
}

TEST_P(SelfCheckOfDatabase, KeysAreThoseOfTheRing) {
  EXPECT_EQ(number("keys_current", "masters"), 1);
  EXPECT_EQ(rule("keys_rotated").verdict, Verdict::holds);
  change(
      "INSERT INTO ring_key (number, ring, proof, made_at) SELECT number + 1, ring, proof, made_at FROM "
      "ring_key");
  EXPECT_EQ(number("keys_current", "masters"), 2);
  change(
      "INSERT INTO data_key (owner_kind, owner_id, number, master, wrapped)"
      " SELECT 'person', 5, 1, min(number), proof FROM ring_key GROUP BY proof");
  EXPECT_EQ(rule("keys_rotated").verdict, Verdict::attention);
}

TEST_P(SelfCheckOfDatabase, ALogThatHasNotBegunAsksForAttention) {
  EXPECT_EQ(rule("audit_signed").verdict, Verdict::attention);
  EXPECT_GT(number("audit_signed", "entries_waiting"), 0);
}

TEST_P(SelfCheckOfDatabase, IsForThoseWhoRunTheHouse) {
  for (const auto role : {Role::population_office, Role::system_admin, Role::security_admin, Role::auditor})
    EXPECT_FALSE(rules(people().actor(role)).empty());
  const auto other = people().actor(Role::committee);
  const SelfCheckSettings settings;
  const auto refused = db().read([&](Transaction& tx) {
    return run_self_check({tx, other, kTestNow, manifest_below(), settings});
  });
  EXPECT_EQ(refused.problem().code, ProblemCode::forbidden);
}

}  // namespace self_check_test
}  // namespace weige::town
