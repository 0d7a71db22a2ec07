// The daily work of the sample town, on both engines: teams that are complete and teams that are not, each
// page with something on it, nothing after the history's end, the register as true as before, and numbers of
// invented people only.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "registry/ledger_store.h"
#include "standards/reserved.h"
#include "support/databases.h"
#include "support/sample_town.h"
#include "teams/helper_actions.h"
#include "town/duty_board_actions.h"
#include "work/plan_actions.h"
#include "work/verification_actions.h"

namespace weige::town {
namespace sample_work_test {

using store::Row;
using store::Transaction;
using teams::TeamContext;
using teams::TeamState;
using teams::TeamView;
using testing_support::kSampleUntil;
using testing_support::make_test_sample_town;
using testing_support::SampleWork;

constexpr int kResidents = 1500;
constexpr std::uint64_t kSeed = 3;
const Instant kNow = TownTime{}.start_of(kSampleUntil) + std::chrono::hours{9};

SampleTownMade make_town(store::Database& database) {
  return make_test_sample_town(database, kResidents, kSeed, SampleWork::some);
}

// Who holds the post of the account with that login.
access::Actor actor_of(Transaction& tx, std::string_view login) {
  const auto held = tx.first(
      "SELECT a.id, h.post_id FROM account a JOIN post_holding h ON h.account_id = a.id AND h.until_at IS "
      "NULL "
      "WHERE a.login_name = $1",
      [](const Row& row) {
        return std::pair{row.get<access::AccountId>(0), row.get<access::PostId>(1)};
      },
      login);
  return access::Actor::resume(tx, kNow, held->first, held->second, access::Purpose::data_quality).value();
}

// One town an engine for the tests that only look at it: making one takes longer than they do.
struct SharedTown {
  explicit SharedTown(store::Engine engine) : scratch(engine), made(make_town(scratch.db())) {}
  testing_support::ScratchDatabase scratch;
  SampleTownMade made;
};

class SampleWorks : public testing_support::BothEngines {
 protected:
  static void TearDownTestSuite() { towns().clear(); }
  static std::map<store::Engine, std::unique_ptr<SharedTown>>& towns() {
    static std::map<store::Engine, std::unique_ptr<SharedTown>> all;
    return all;
  }
  // From here on db() is that town's.
  const SampleTownMade& shared_town() {
    auto& town = towns()[GetParam()];
    if (!town) town = std::make_unique<SharedTown>(GetParam());
    shared_ = town.get();
    return town->made;
  }
  store::Database& db() { return shared_ ? shared_->scratch.db() : BothEngines::db(); }

  std::int64_t count(const std::string& sql) {
    return db().read([&](Transaction& tx) { return tx.scalar<std::int64_t>(sql); });
  }
  // f(TeamContext) as one of those that can be signed in to.
  template <class F>
  auto as(std::string_view login, F&& f) {
    return db().write([&](Transaction& tx) {
      const auto actor = actor_of(tx, login);
      return f(TeamContext{tx, actor, kNow});
    });
  }
  std::vector<TeamView> teams(std::string_view login) {
    return as(login, [](const TeamContext& context) { return teams::list_teams(context); }).value();
  }
  std::vector<teams::HelperView> helpers(access::AreaId grid) {
    return as("office",
              [&](const TeamContext& context) {
                return teams::list_helpers(context, grid, teams::Which::all);
              })
        .value();
  }

 private:
  SharedTown* shared_ = nullptr;
};
WEIGE_BOTH_ENGINES(SampleWorks);

TEST_P(SampleWorks, GivesGridsTeamsOfWhichSomeAreCompleteAndSomeAreNot) {
  const auto& made = shared_town();
  ASSERT_TRUE(made.work);
  const auto all = teams("office");
  const auto complete = std::ranges::count(all, TeamState::complete, &TeamView::state);
  EXPECT_GT(complete, 0);
  EXPECT_LT(complete, static_cast<std::ptrdiff_t>(all.size()));
  EXPECT_EQ(made.work->teams + made.work->idle_grids, static_cast<int>(all.size()));
  const auto led = teams("leader");
  ASSERT_EQ(led.size(), 1u);
  EXPECT_EQ(led.front().state, TeamState::complete);
}

TEST_P(SampleWorks, LeavesOneCommitteeWithNothingBegun) {
  const auto& made = shared_town();
  std::set<std::int64_t> idle, begun;
  for (const auto& team : teams("office")) {
    const auto there = static_cast<int>(helpers(team.grid.id).size());
    (there == 0 ? idle : begun).insert(team.grid.committee->value);
    EXPECT_EQ(there == 0, !team.facts.seats[0].post) << team.grid.name;
  }
  EXPECT_EQ(idle.size(), 1u);
  EXPECT_EQ(begun.size(), 2u);
  EXPECT_FALSE(begun.contains(*idle.begin()));
  EXPECT_GT(made.work->idle_grids, 0);
}

TEST_P(SampleWorks, EnlistsInventedPeopleOnly) {
  shared_town();
  std::set<std::string> kinds, phones;
  int signed_ones = 0, all = 0;
  for (const auto& team : teams("office"))
    for (const auto& view : helpers(team.grid.id)) {
      const auto& fields = view.helper.fields;
      EXPECT_TRUE(fields.phone.starts_with(standards::reserved_mobile_prefix)) << fields.kind;
      EXPECT_TRUE(phones.insert(fields.phone).second) << "two have one number";
      kinds.insert(fields.kind);
      signed_ones += fields.undertaking_on ? 1 : 0;
      ++all;
    }
  EXPECT_EQ(kinds.size(), 6u);
  EXPECT_GT(signed_ones * 10, all * 8);
}

TEST_P(SampleWorks, HasSomethingOnEachPageOfTheDailyWork) {
  shared_town();
  for (const char* table : {"visit",
                            "door_hour",
                            "plan",
                            "plan_door",
                            "campaign",
                            "verification_door",
                            "instruction_answer",
                            "key_premises_report",
                            "flagged_site",
                            "site_check",
                            "patrol_notice",
                            "inspection",
                            "urging",
                            "obligation_entry",
                            "publicity_action",
                            "meeting_attendance",
                            "meeting_word",
                            "rectification",
                            "practice_case",
                            "shift_slot",
                            "daily_report",
                            "team_guidance",
                            "team_duty_share",
                            "supervision_seat",
                            "team_message",
                            "team_considered"})
    EXPECT_GT(count("SELECT count(*) FROM " + std::string(table)), 0) << table;
  for (const char* states :
       {"task WHERE state = 'open'", "task WHERE state = 'done'", "verification WHERE state = 'running'",
        "verification WHERE state = 'closed'", "instruction WHERE state = 'open'",
        "instruction WHERE state = 'closed'", "meeting WHERE state = 'called'",
        "meeting WHERE state = 'closed'", "patrol WHERE state = 'planned'", "patrol WHERE state = 'done'",
        "flagged_site WHERE closed_on IS NULL", "flagged_site WHERE closed_on IS NOT NULL",
        "inspection WHERE state = 'open'", "obligation WHERE state = 'open'",
        "obligation WHERE state = 'closed'"})
    EXPECT_GT(count("SELECT count(*) FROM " + std::string(states)), 0) << states;
  const auto overdue = db().read([](Transaction& tx) {
    return tx.scalar<std::int64_t>(
        "SELECT count(*) FROM instruction_branch WHERE state IN ('issued', 'received', 'in_work') AND due_at "
        "< $1",
        kNow);
  });
  EXPECT_GT(overdue, 0);
}

TEST_P(SampleWorks, MeasuresChosenDoorsAgainstChance) {
  shared_town();
  const auto rates = as("office", [](const TeamContext& context) {
                       return work::plan_hit_rates({context.tx, context.actor, context.now}, {});
                     }).value();
  work::PlanYield chosen, random;
  for (const auto& rate : rates) {
    chosen += rate.chosen;
    random += rate.random;
  }
  EXPECT_GT(chosen.answered, 0);
  EXPECT_GT(chosen.errors, 0);
  EXPECT_GT(random.answered, 0);
}

TEST_P(SampleWorks, HasAFullVerificationUnderWayThatOtherWorkCountsFor) {
  shared_town();
  const auto board = as("officer", [](const TeamContext& context) {
                       return work::read_verification({context.tx, context.actor, context.now}, {});
                     }).value();
  const auto line =
      std::ranges::find_if(board.lines, [](const auto& each) { return each.round.has_value(); });
  ASSERT_NE(line, board.lines.end());
  EXPECT_GT(line->counts.doors_confirmed, 0);
  EXPECT_LT(line->counts.doors_confirmed, line->counts.doors);
  EXPECT_FALSE(line->reasons.empty());
}

TEST_P(SampleWorks, ProvesDutiesByItsRecordsAndNoneWhereNothingHasBegun) {
  shared_town();
  const auto board = as("office", [](const TeamContext& context) {
                       return read_duty_board({context.tx, context.actor, context.now}, {});
                     }).value();
  const auto led = teams("leader").front().grid.id;
  for (const char* number : {"L1", "L2", "L3", "L8", "L9", "L10", "O1", "O2", "O9", "C2", "C8", "C9", "N1",
                             "N2", "N7", "N10", "S1", "S2", "S5"}) {
    const auto& lines = duty_lines();
    const auto at = std::ranges::find(lines, std::string_view(number), &DutyLine::number) - lines.begin();
    for (const auto& grid : board.grids) {
      const auto& cell = grid.cells[static_cast<std::size_t>(at)];
      ASSERT_TRUE(cell.count) << number;
      const bool begun = !helpers(grid.id).empty();
      if (grid.id == led) {
        EXPECT_GT(cell.count->done, 0) << number << " " << grid.name;
      } else if (!begun && number != std::string_view("S2")) {  // a register confirms doors by itself
        EXPECT_EQ(cell.count->done, 0) << number << " " << grid.name;
      }
    }
  }
}

TEST_P(SampleWorks, EndsWithTheHistoryAndLeavesTheRegisterTrue) {
  make_town(db());
  EXPECT_EQ(count("SELECT count(main_key) FROM residence"), kResidents);
  EXPECT_EQ(count("SELECT count(*) FROM visit WHERE on_day >= '" + to_iso(kSampleUntil) + "'"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM plan WHERE day >= '" + to_iso(kSampleUntil) + "'"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM daily_report WHERE on_day >= '" + to_iso(kSampleUntil) + "'"), 0);
  // What a visit changed follows what was known before: no record has a history out of order.
  db().read([&](Transaction& tx) {
    std::int64_t subject = 0;
    Instant last{};
    tx.each(
        "SELECT subject_id, known_at FROM change WHERE subject_kind IN ('person', 'residence', 'premises') "
        "ORDER BY subject_kind, subject_id, id",
        [&](const Row& row) {
          const auto known = row.get<Instant>(1);
          if (row.int64(0) == subject) {
            EXPECT_LE(last, known) << subject;
          }
          subject = row.int64(0);
          last = known;
        });
  });
}

TEST_P(SampleWorks, LetsALeaderSignInBesideTheOthers) {
  const auto& made = shared_town();
  EXPECT_EQ(made.sign_ins.size(), 7u);
  EXPECT_EQ(made.sign_ins.back().login_name, "leader");
}

TEST_P(SampleWorks, IsTheSameForTheSameSeed) {
  const auto text = [](store::Database& database) {
    return database.read([](Transaction& tx) {
      std::string out;
      for (const char* sql :
           {"SELECT kind, name, workplace, joined_on FROM team_helper ORDER BY id",
            "SELECT outcome, on_day, CAST(changes AS TEXT), CAST(confirmed AS TEXT) FROM visit ORDER BY id",
            "SELECT title, state, CAST(leaves AS TEXT), CAST(answered AS TEXT) FROM instruction ORDER BY id",
            "SELECT state, finding FROM inspection ORDER BY id"})
        tx.each(sql, [&](const Row& row) {
          for (int column = 0; column < row.columns(); ++column) out += std::string(row.text(column)) + '|';
          out += '\n';
        });
      return out;
    });
  };
  testing_support::ScratchDatabase again(store::Engine::sqlite);
  make_town(db());
  make_town(again.db());
  EXPECT_EQ(text(db()), text(again.db()));  // on whichever engine
}

}  // namespace sample_work_test
}  // namespace weige::town
