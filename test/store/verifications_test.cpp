// Full verification on both engines (O6, S2): what other work confirmed counts, the rest gets tasks, and a
// closed round says why not; and the share of full-time grid staff (L6).
#include <gtest/gtest.h>

#include <algorithm>

#include "access/area_actions.h"
#include "access/post_actions.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/resident_town.h"
#include "work/staff_share_actions.h"
#include "work/task_store.h"
#include "work/verification_actions.h"
#include "work/verification_duty_store.h"

namespace weige::work {
namespace verifications_test {

using access::Actor;
using access::Role;
using store::Transaction;
using testing_support::count_rows;
using testing_support::kTestNow;
using testing_support::ResidentTown;

const Day kFirst = *parse_iso_day("2026-11-01"), kAfter = *parse_iso_day("2026-12-01");

class Verifications : public testing_support::BothEngines {
 protected:
  // Before SetUp, which needs its type.
  template <class F>
  auto write(F&& f) {
    return db().write([&](Transaction& tx) { return f(tx); });
  }
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    grid_ = write([&](Transaction& tx) {
              const auto system = Actor::system(tx, kTestNow, access::SystemReason::sample_town);
              return access::create_area(tx, kTestNow, system,
                                         {.parent = town_->small().north,
                                          .kind = access::AreaKind::grid,
                                          .code = "G1",
                                          .name = "一号微网格"});
            })
                .value()
                .id;
    for (const auto* room : {"1号101室", "2号101室", "10号101室"})
      doors_.push_back(town_->door(std::string("明珠路88弄") + room, grid_));
    town_->person("王伟", "", doors_[0]);
    town_->person("李娜", "", doors_[1]);
    officer_.emplace(town_->actor(Role::community_officer, grid_));
    stranger_.emplace(town_->actor(Role::community_officer, town_->small().south));
    // All was confirmed in September but for the first door.
    run("UPDATE premises SET confirmed_at = '2026-09-10' WHERE id <> " + std::to_string(doors_[0]));
    run("UPDATE residence SET confirmed_at = '2026-09-10' WHERE premises_id <> " + std::to_string(doors_[0]));
  }
  template <class F>
  auto with(const Actor& actor, F&& f, Instant now = kTestNow) {
    return write([&](Transaction& tx) { return f(VerificationContext{tx, actor, now}); });
  }
  void run(const std::string& sql) {
    (void)write([&](Transaction& tx) -> Result<int> {
      tx.exec(sql);
      return 0;
    });
  }
  Result<RoundView> start(const Actor& actor) {
    return with(actor,
                [&](const VerificationContext& context) { return start_verification(context, grid_); });
  }
  Result<RoundView> close(const RoundView& view) {
    return with(*officer_, [&](const VerificationContext& context) {
      return close_verification(context, {.id = view.round.id, .version = view.round.version});
    });
  }
  VerificationBoard board(const Actor& actor, std::optional<std::string> month = {}, Instant now = kTestNow) {
    return with(
               actor,
               [&](const VerificationContext& context) {
                 return read_verification(context, {.month = month, .area = grid_.value});
               },
               now)
        .value();
  }
  std::vector<VerificationDoor> doors(std::optional<DoorProgress> state = {}) {
    return with(*officer_,
                [&](const VerificationContext& context) {
                  return list_verification_doors(context, {.area = grid_, .state = state});
                })
        .value()
        .doors;
  }
  norms::DutyCount duty(norms::DutyCounts (*of)(Transaction&, const access::Scope&, Day, Day)) {
    return db()
        .read([&](Transaction& tx) { return of(tx, officer_->scope(), kFirst, kAfter); })
        .at(grid_.value);
  }
  std::int64_t open_tasks() {
    return count_rows(db(), "task", "source = 'full_verification' AND state = 'open'");
  }

  std::optional<ResidentTown> town_;
  access::AreaId grid_{};
  std::vector<std::int64_t> doors_;
  std::optional<Actor> officer_, stranger_;
};
WEIGE_BOTH_ENGINES(Verifications);

TEST_P(Verifications, WhatOtherWorkConfirmedIsNotAskedAgain) {
  const auto begun = start(*officer_).value();
  EXPECT_EQ(begun.round.tasks, 2) << "the first door is confirmed";
  EXPECT_EQ(begun.left, 0);
  EXPECT_EQ(open_tasks(), 2);
  EXPECT_EQ(start(*officer_).value().round.id, begun.round.id) << "one a month";
  EXPECT_EQ(open_tasks(), 2);
  run("UPDATE premises SET confirmed_at = '2026-11-23' WHERE id = " + std::to_string(doors_[2]));
  const auto on = with(*officer_, [&](const VerificationContext& context) {
                    return open_verification_tasks(context, begun.round.id);
                  }).value();
  EXPECT_EQ(on.round.tasks, 2);
  EXPECT_EQ(open_tasks(), 1) << "confirmed meanwhile: nobody has to go";
}

TEST_P(Verifications, DoorsAreListedWithTheirStates) {
  EXPECT_EQ(doors(DoorProgress::to_do).size(), 2u);
  start(*officer_).value();
  const auto all = doors();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].premises, doors_[0]);
  EXPECT_EQ(all[2].premises, doors_[2]) << "10号 after 2号";
  EXPECT_EQ(progress_of(all[0], kFirst), DoorProgress::confirmed);
  EXPECT_EQ(progress_of(all[1], kFirst), DoorProgress::task_open);
  EXPECT_EQ(doors(DoorProgress::task_open).size(), 2u);
  const auto line = board(*officer_).lines.at(0);
  EXPECT_EQ(line.counts, (VerificationCounts{.doors = 3,
                                             .doors_confirmed = 1,
                                             .residents = 2,
                                             .residents_confirmed = 1,
                                             .premises_confirmed = 1}));
  EXPECT_EQ(line.tasks_open, 2);
}

TEST_P(Verifications, DoorsStandWhereTheirHouseDoes) {  // O6: progress by door on the map
  run("UPDATE address SET lng = 121.27, lat = 31.18, datum = 'cgcs2000' WHERE level = 'number' AND canonical "
      "LIKE "
      "'%弄2号'");
  run("UPDATE address SET lng = 121.99, lat = 31.99, datum = 'cgcs2000' WHERE level = 'lane'");
  const auto found = doors();
  ASSERT_EQ(found.size(), 3u);
  for (const auto& door : found) {
    if (door.premises != doors_[1]) {
      EXPECT_FALSE(door.point) << "the lane's point is no house's: " << door.address;
      continue;
    }
    ASSERT_TRUE(door.point);
    EXPECT_DOUBLE_EQ(door.point->lng, 121.27);
    EXPECT_DOUBLE_EQ(door.point->lat, 31.18);
  }
}

TEST_P(Verifications, AClosedRoundSaysWhyNotAndStaysAsItWas) {
  const auto begun = start(*officer_).value();
  const auto told =
      with(*officer_, [&](const VerificationContext& context) {
        return give_reason(
            context, {.id = begun.round.id, .premises = doors_[1], .reason = UnconfirmedReason::no_access});
      }).value();
  EXPECT_EQ(close(begun).problem().code, ProblemCode::version_conflict);
  const auto closed = close(told).value();
  EXPECT_EQ(closed.round.state, RoundState::closed);
  EXPECT_EQ(closed.round.counts.doors_confirmed, 1);
  EXPECT_EQ(open_tasks(), 0);
  EXPECT_EQ(close(closed).problem().code, ProblemCode::verification_closed);
  EXPECT_EQ(start(*officer_).problem().code, ProblemCode::verification_closed);
  run("UPDATE premises SET confirmed_at = '2026-12-03'");
  run("UPDATE residence SET confirmed_at = '2026-12-03'");
  const auto line = board(*officer_, "2026-11", kTestNow + std::chrono::hours{24 * 20}).lines.at(0);
  EXPECT_EQ(line.counts.doors_confirmed, 1) << "the register went on";
  EXPECT_EQ(line.reasons,
            (ReasonCounts{{UnconfirmedReason::no_access, 1}, {UnconfirmedReason::not_reached, 1}}));
}

TEST_P(Verifications, WhereTheOfficerLeadsTheTaskGoesOn) {  // O5, boundaries 8
  const auto begun = start(*officer_).value();
  run("UPDATE task SET state = 'with_officer' WHERE premises_id = " + std::to_string(doors_[1]));
  EXPECT_TRUE(close(begun));
  EXPECT_EQ(count_rows(db(), "task", "state = 'with_officer'"), 1);
  EXPECT_EQ(count_rows(db(), "verification_door", "reason = 'carried_over'"), 1)
      << "like any door with a task: nothing tells of a refusal";
}

TEST_P(Verifications, AreRunByWhoMayAndSeenWithinTheScope) {
  EXPECT_EQ(start(*stranger_).problem().code, ProblemCode::not_found);
  EXPECT_EQ(start(town_->actor(Role::coordinator, grid_)).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(start(town_->actor(Role::grid_leader, grid_)).problem().code, ProblemCode::forbidden);
  const auto begun = start(*officer_).value();
  EXPECT_TRUE(board(*stranger_).lines.empty());
  const auto meddled = with(*stranger_, [&](const VerificationContext& context) {
    return open_verification_tasks(context, begun.round.id);
  });
  EXPECT_EQ(meddled.problem().code, ProblemCode::not_found);
  const auto elsewhere = with(*officer_, [&](const VerificationContext& context) {
    return give_reason(context, {.id = begun.round.id, .premises = 1});
  });
  EXPECT_EQ(elsewhere.problem().code, ProblemCode::not_found);
  const auto town =
      with(town_->actor(Role::population_office, access::kTown),
           [](const VerificationContext& context) { return start_verification(context, access::kTown); });
  EXPECT_EQ(town.problem().place, "area_id") << "grid by grid";
}

TEST_P(Verifications, RoundsOfMonthsGoneByAreClosedAsTheyStand) {
  start(*officer_).value();
  EXPECT_TRUE(close_old_verifications(db(), kTestNow));
  EXPECT_EQ(duty(duty_o6), (norms::DutyCount{.done = 0, .due = 1}));
  EXPECT_TRUE(close_old_verifications(db(), kTestNow + std::chrono::hours{24 * 10}));
  EXPECT_EQ(count_rows(db(), "verification_door"), 2);
  EXPECT_EQ(duty(duty_o6), (norms::DutyCount{.done = 0, .due = 1})) << "begun, and left to the program";
  EXPECT_EQ(duty(duty_s2), (norms::DutyCount{.done = 1, .due = 3})) << "nobody went to the others";
}

TEST_P(Verifications, DutiesAreProvedByRecords) {  // O6, S2
  EXPECT_EQ(duty(duty_o6), (norms::DutyCount{.done = 0, .due = 1}));
  EXPECT_EQ(duty(duty_s2), (norms::DutyCount{.done = 1, .due = 3}));
  const auto begun = start(*officer_).value();
  EXPECT_EQ(duty(duty_o6).done, 0) << "begun is not done";
  const auto told =
      with(*officer_, [&](const VerificationContext& context) {
        return give_reason(
            context, {.id = begun.round.id, .premises = doors_[1], .reason = UnconfirmedReason::no_access});
      }).value();
  EXPECT_TRUE(close(told));
  EXPECT_EQ(duty(duty_o6).done, 1);
  EXPECT_EQ(duty(duty_s2), (norms::DutyCount{.done = 2, .due = 3})) << "confirmed, or told why not";
  run("DELETE FROM verification");
  EXPECT_EQ(duty(duty_o6).done, 0);
}

// What December confirms shows nothing of November.
TEST_P(Verifications, AMonthThatIsOverStaysIdle) {  // S2
  run("UPDATE premises SET confirmed_at = '2026-12-02'");
  run("UPDATE residence SET confirmed_at = '2026-12-02'");
  EXPECT_EQ(duty(duty_s2), (norms::DutyCount{.done = 0, .due = 3}));
}

TEST_P(Verifications, GridStaffCountAsFindersAndAsEnterers) {  // L6
  const auto share = [&] {
    return with(*officer_, [](const VerificationContext& context) { return read_staff_shares(context, {}); })
        .value()
        .items.at(0);
  };
  EXPECT_EQ(share().all, (SortedChanges{.adds = 2})) << "two people moved in";
  EXPECT_EQ(share().grid_staff, SortedChanges{});
  EXPECT_EQ(duty(duty_l6), (norms::DutyCount{.done = 0, .due = 1}));
  const auto staff =
      write([&](Transaction& tx) {
        const auto system = Actor::system(tx, kTestNow, access::SystemReason::sample_town);
        return access::create_post(
            tx, kTestNow, system,
            {.role = Role::helper, .helper_kind = "grid_staff", .area = grid_, .title = "专职"});
      })
          .value()
          .id;
  // What the first person's coming was entered on: a list of theirs.
  (void)write([&](Transaction& tx) -> Result<int> {
    const auto operation =
        tx.scalar<std::int64_t>("SELECT max(operation_id) FROM change WHERE subject_kind = 'residence'");
    tx.exec(
        "INSERT INTO roster (id, upload_id, answer_job_id, job_id, account_id, post_id, area_id, scope_kind, "
        "scope_id, scope_name, scope_key, complete, reference_date, source, file_name, sheet, mapping, rows, "
        "dropped_columns, answers, problems, outcomes, compared_at, created_at, expires_at) VALUES (900, 0, "
        "0, "
        "0, 1, $1, $2, 'area', $2, '', '', 0, '2026-11-20', '', '', 0, '[]', 1, '[]', '{}', '[]', '{}', 1, "
        "1, "
        "1)",
        staff, grid_);
    tx.exec(
        "INSERT INTO finding (id, roster_id, row, kind, state, version, area_id, place, mark, opened_at, "
        "operation_id, expires_at) VALUES (901, 900, 1, 'new_person', 'applied', 1, $1, '', 'm', 1, $2, 1)",
        grid_, operation);
    return 0;
  });
  EXPECT_EQ(share().grid_staff, (SortedChanges{.adds = 1}));
  EXPECT_DOUBLE_EQ(share().share().value(), 0.5);
  EXPECT_EQ(duty(duty_l6), (norms::DutyCount{.done = 1, .due = 1}));
  const auto changes = [&](bool of_staff) {
    return with(*officer_,
                [&](const VerificationContext& context) {
                  return list_staff_changes(context, {.area = grid_.value, .of_grid_staff = of_staff});
                })
        .value();
  };
  EXPECT_EQ(changes(false).size(), 2u) << "as many as the figure says";
  ASSERT_EQ(changes(true).size(), 1u);
  EXPECT_EQ(changes(true).front().sort, ChangeSort::add);
  const auto outside = with(*stranger_, [&](const VerificationContext& context) {
    return list_staff_changes(context, {.area = grid_.value});
  });
  EXPECT_EQ(outside.problem().code, ProblemCode::not_found);
}

}  // namespace verifications_test
}  // namespace weige::work
