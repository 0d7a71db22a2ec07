// The duty board from records on both engines: an idle month misses every duty that is due, each record fills
// its own grid's cell, and without it the cell is empty again.
#include <gtest/gtest.h>

#include "support/in_access_town.h"
#include "town/duty_board_actions.h"
#include "town/duty_board_store.h"
#include "town/set_up_progress_actions.h"

namespace weige::town {
namespace duty_board_test {

using access::AreaKind;
using access::Role;
using store::Transaction;
using testing_support::kTestNow;

class DutyBoards : public testing_support::InAccessTown {
 protected:
  void SetUp() override {
    InAccessTown::SetUp();
    if (IsSkipped()) return;
    north_ = town().area(AreaKind::committee, "310118106001").id;
    south_ = town().area(AreaKind::committee, "310118106002").id;
    first_ = town().area(AreaKind::grid, "G1", north_).id;
    second_ = town().area(AreaKind::grid, "G2", north_).id;
    far_ = town().area(AreaKind::grid, "G3", south_).id;
    office_.emplace(town().actor(Role::population_office));
    helper_.emplace(town().actor(Role::helper, first_));
  }
  Result<DutyBoard> try_board(const access::Actor& actor, const BoardWish& wish = {}) {
    return db().read([&](Transaction& tx) { return read_duty_board({tx, actor, kTestNow}, wish); });
  }
  DutyCell cell(std::string_view number, access::AreaId grid, const BoardWish& wish = {}) {
    const auto board = try_board(*office_, wish).value();
    for (const auto& row : board.grids)
      for (std::size_t i = 0; i < duty_lines().size(); ++i)
        if (row.id == grid && duty_lines()[i].number == number) return row.cells.at(i);
    throw std::runtime_error("no such cell");
  }
  template <class F>
  void write(F&& f) {
    db().write([&](Transaction& tx) -> Done {
          f(tx);
          return done();
        })
        .value();
  }
  // A list, or with a kind of report one line of it.
  void hand_in(const access::Actor& who, access::AreaId area, std::optional<std::string> report = {}) {
    write([&](Transaction& tx) {
      tx.exec(
          "INSERT INTO roster (id, upload_id, answer_job_id, job_id, account_id, post_id, area_id, "
          "scope_kind,"
          " scope_id, scope_name, scope_key, complete, reference_date, source, file_name, sheet, mapping, "
          "rows,"
          " dropped_columns, answers, problems, outcomes, created_at, expires_at, report) VALUES ($1, 0, 0, "
          "0,"
          " $2, $3, $4, 'area', 0, '', '', 0, '2026-11-23', '', '', 0, '', 1, '', '', '', '', $5, $5, $6)",
          tx.next_id(), who.account(), who.post(), area, kTestNow, report);
    });
  }
  // Somebody of the N forces, without an account.
  void enlist(access::AreaId grid, const std::string& kind) {
    write([&](Transaction& tx) {
      tx.exec(
          "INSERT INTO team_helper (id, version, area_id, kind, name, workplace, channel, joined_on) VALUES "
          "($1, 1,"
          " $2, $3, '赵六', '', 'none', '2026-11-01')",
          tx.next_id(), grid, kind);
    });
  }
  void find(access::AreaId area, bool decided) {
    write([&](Transaction& tx) {
      tx.exec(
          "INSERT INTO finding (id, roster_id, row, kind, state, version, area_id, place, mark, opened_at,"
          " decided_at, expires_at) VALUES ($1, 0, 1, 'changed', $2, 1, $3, '', '', $4, $5, $4)",
          tx.next_id(), std::string(decided ? "applied" : "open"), area, kTestNow,
          decided ? std::optional(kTestNow) : std::nullopt);
    });
  }

  access::AreaId north_, south_, first_, second_, far_;
  std::optional<access::Actor> office_, helper_;
};
WEIGE_BOTH_ENGINES(DutyBoards);

TEST_P(DutyBoards, AnIdleMonthMissesEveryDutyThatIsDue) {
  for (const auto& proof : duty_proofs()) {
    const auto* line = find_duty_line(proof.number);
    ASSERT_NE(line, nullptr) << proof.number;
    const auto idle = line->asked == Asked::each_month ? CellState::missing : CellState::nothing_due;
    EXPECT_EQ(cell(proof.number, first_).state, idle) << proof.number;
  }
}

// What a post does not cover is not counted for it, and what it covers is counted as for the whole town.
TEST_P(DutyBoards, ACallersGridsAloneAreCounted) {
  hand_in(*helper_, first_);
  hand_in(*helper_, far_, "moved_out");
  find(first_, true);
  find(far_, false);
  const auto leader = town().actor(Role::grid_leader, first_);
  const auto month = duty_month("2026-11", TownTime{}.day_of(kTestNow)).value();
  for (const auto& proof : duty_proofs()) {
    const auto count = [&](const access::Actor& who) {
      return db().read(
          [&](Transaction& tx) { return proof.counter(tx, who.scope(), month.first, month.after); });
    };
    const auto own = count(leader), all = count(*office_);
    for (const auto& [grid, counted] : own) {
      EXPECT_EQ(grid, first_.value) << proof.number;
      EXPECT_EQ(counted, all.at(grid)) << proof.number;
    }
    EXPECT_EQ(own.contains(first_.value), all.contains(first_.value)) << proof.number;
    EXPECT_TRUE(all.empty() || all.size() > 1) << proof.number;
  }
}

// N3, S3, C7
TEST_P(DutyBoards, ARosterOfAHelperFillsItsGridAndNoOther) {
  hand_in(*helper_, first_);
  EXPECT_EQ(cell("N3", first_).state, CellState::done);
  EXPECT_EQ(cell("S3", first_).state, CellState::done);
  EXPECT_EQ(cell("N3", second_).state, CellState::missing);
  EXPECT_EQ(cell("N3", first_, {.month = "2026-10"}).state, CellState::missing) << "it came in November";
  write([](Transaction& tx) { tx.exec("DELETE FROM roster"); });
  EXPECT_EQ(cell("N3", first_).state, CellState::missing);
}

TEST_P(DutyBoards, AListOfACommitteeIsOfEachOfItsGrids) {
  hand_in(town().actor(Role::committee, north_), north_);
  EXPECT_EQ(cell("S3", first_).state, CellState::done);
  EXPECT_EQ(cell("S3", second_).state, CellState::done);
  EXPECT_EQ(cell("S3", far_).state, CellState::missing);
  EXPECT_EQ(cell("N3", first_).state, CellState::missing) << "no helper's";
}

// N4, N6
TEST_P(DutyBoards, ReportsAndDeclarationsAreToldApart) {
  hand_in(*helper_, first_, "moved_out");
  EXPECT_EQ(cell("N6", first_).state, CellState::done);
  EXPECT_EQ(cell("N3", first_).state, CellState::missing) << "one line is no roster";
  EXPECT_EQ(cell("N4", first_).state, CellState::missing);
  hand_in(*helper_, second_, "declared");
  EXPECT_EQ(cell("N4", second_).state, CellState::done);
}

// L7, O7, C7
TEST_P(DutyBoards, FindingsAnsweredOfThoseThatWaited) {
  find(first_, true);
  find(first_, false);
  for (const auto* number : {"L7", "O7", "C7"}) {
    EXPECT_EQ(cell(number, first_).state, CellState::begun) << number;
    EXPECT_EQ(cell(number, first_).count, (norms::DutyCount{.done = 1, .due = 2})) << number;
  }
}

// A difference, its task at the door and the same thing handed down are one piece of work.
TEST_P(DutyBoards, ADifferenceCountsOnceForOneDuty) {
  find(first_, true);
  find(first_, false);
  const auto add_task = [&](const char* source, const char* state, const char* of) {
    write([&](Transaction& tx) {
      const auto finding =
          tx.scalar<std::int64_t>("SELECT max(id) FROM finding WHERE state = $1", std::string_view(of));
      tx.exec(
          "INSERT INTO task (id, version, source, source_id, premises_id, area_id, state, due, text, "
          "attempts, "
          "opened_at) VALUES ($1, 1, $2, $3, 1, $4, $5, '2026-11-25', 'changed', 0, $6)",
          tx.next_id(), std::string_view(source), finding, first_, std::string_view(state), kTestNow);
    });
  };
  add_task("finding", "cancelled", "applied");
  add_task("finding", "open", "open");
  for (const auto* number : {"L7", "O7", "C7"})
    EXPECT_EQ(cell(number, first_).count, (norms::DutyCount{.done = 1, .due = 2})) << number;
  add_task("handed_down", "open", "open");
  for (const auto* number : {"L7", "O7", "C7"})
    EXPECT_EQ(cell(number, first_).count, (norms::DutyCount{.done = 1, .due = 1})) << number;
  EXPECT_EQ(cell("C10", first_).count, (norms::DutyCount{.done = 0, .due = 1}));
}

// N3, L6: who is employed to collect has no unit whose people they could list.
TEST_P(DutyBoards, GridStaffOweNoRoster) {
  const auto staff = town().actor(Role::helper, first_);
  write([&](Transaction& tx) {
    tx.exec("UPDATE post SET helper_kind = 'grid_staff' WHERE id = $1", staff.post());
  });
  EXPECT_EQ(cell("N3", first_).count, (norms::DutyCount{.done = 0, .due = 1})) << "the other helper alone";
  hand_in(staff, first_);
  EXPECT_EQ(cell("N3", first_).count, (norms::DutyCount{.done = 0, .due = 1}));
  hand_in(*helper_, first_);
  EXPECT_EQ(cell("N3", first_).state, CellState::done);
}

// C5: passed on at once is passed on in its own month, however long the officer lets it wait (O5).
TEST_P(DutyBoards, ARefusalIsPassedOnInItsOwnMonth) {
  const auto coordinator = town().actor(Role::coordinator, first_);
  write([&](Transaction& tx) {
    tx.exec(
        "INSERT INTO visit (id, submission, premises_id, area_id, post_id, account_id, outcome, on_day, "
        "led_by_officer, residents, premises, organisations, changes, confirmed, note) VALUES ($1, 'one', 1, "
        "$2, $3, $4, 'could_not_be_registered', '2026-10-20', 0, 0, 0, 0, 0, 0, '')",
        tx.next_id(), first_, coordinator.post(), coordinator.account());
    tx.exec(
        "INSERT INTO task (id, version, source, source_id, premises_id, area_id, state, due, text, attempts, "
        "opened_at) VALUES ($1, 1, 'by_hand', 0, 1, $2, 'with_officer', '2026-11-25', 'residents', 0, $3)",
        tx.next_id(), first_, kTestNow - std::chrono::hours{24 * 34});
  });
  EXPECT_EQ(cell("C5", first_, {.month = "2026-10"}).count, (norms::DutyCount{.done = 1, .due = 1}));
  EXPECT_EQ(cell("C5", first_).state, CellState::nothing_due);
  EXPECT_EQ(cell("O5", first_).count, (norms::DutyCount{.done = 0, .due = 1})) << "it waits still";
  write([](Transaction& tx) {
    tx.exec("UPDATE visit SET outcome = 'attempted'");
    tx.exec("DELETE FROM task");
  });
  EXPECT_EQ(cell("C5", first_, {.month = "2026-10"}).count, (norms::DutyCount{.done = 1, .due = 1}))
      << "that its state has ended takes nothing from who passed it on";
}

// L5, O5, C5, N5
TEST_P(DutyBoards, AChannelIsOpenWhereAnOfficersPostHasAKey) {
  EXPECT_EQ(cell("L5", first_).channel_open, false);
  const auto officer = town().actor(Role::community_officer, north_);
  write([&](Transaction& tx) {
    tx.exec("INSERT INTO lead_key (id, post_id, public_key, made_at) VALUES ($1, $2, $3, $4)", tx.next_id(),
            officer.post(), store::Blob{"k"}, kTestNow);
  });
  EXPECT_EQ(cell("L5", first_).channel_open, true);
  EXPECT_EQ(cell("L5", far_).channel_open, false);
}

TEST_P(DutyBoards, EachSeesTheGridsOfTheirScope) {
  const auto grids_of = [&](const access::Actor& actor, const BoardWish& wish = {}) {
    return try_board(actor, wish).value().grids;
  };
  EXPECT_EQ(grids_of(*office_).size(), 3u);
  EXPECT_EQ(grids_of(town().actor(Role::working_group)).size(), 3u);
  EXPECT_EQ(grids_of(town().actor(Role::committee, north_)).size(), 2u);
  const auto leader = town().actor(Role::grid_leader, first_);
  const auto own = grids_of(leader);
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].id, first_);
  EXPECT_FALSE(own[0].committee) << "it lies outside what a leader covers";
  EXPECT_EQ(grids_of(*office_, {.area = south_.value}).size(), 1u);
  EXPECT_EQ(try_board(leader, {.area = second_.value}).problem().code, ProblemCode::not_found);
  EXPECT_EQ(try_board(*helper_).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(try_board(*office_, {.month = "2027-01"}).problem().code, ProblemCode::bad_date);
}

// G2
TEST_P(DutyBoards, ProgressCountsTeamsAndForcesByCommittee) {
  for (const auto grid : {first_, second_}) (void)town().actor(Role::grid_leader, grid);
  (void)town().actor(Role::community_officer, north_);
  (void)town().actor(Role::coordinator, first_);
  const auto progress = db().read([&](Transaction& tx) {
                              return read_set_up_progress({tx, *office_, kTestNow});
                            })
                            .value();
  ASSERT_EQ(progress.committees.size(), 2u);
  const auto& north =
      progress.committees[0].area == north_.value ? progress.committees[0] : progress.committees[1];
  EXPECT_EQ(north.grids, 2);
  EXPECT_EQ(north.with_leader, 2);
  EXPECT_EQ(north.with_officer, 2);
  EXPECT_EQ(north.with_coordinator, 1);
  EXPECT_EQ(north.complete, 1);
  EXPECT_EQ(north.forces, 1);
  EXPECT_EQ(phase_of(north), Phase::set_up);
  EXPECT_EQ(progress.own_norms, 0);
  enlist(first_, "property");
  enlist(first_, "agent");
  const auto enlisted = db().read([&](Transaction& tx) {
                              return read_set_up_progress({tx, *office_, kTestNow});
                            })
                            .value();
  for (const auto& committee : enlisted.committees)
    if (committee.area == north_.value) EXPECT_EQ(committee.forces, 3) << "also those without an account";
}

}  // namespace duty_board_test
}  // namespace weige::town
