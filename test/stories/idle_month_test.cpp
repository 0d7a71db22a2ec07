// A month in which nobody does anything, in a town with its posts: the duty board says so of every duty that
// is due, and of nothing else.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "support/http/story.h"
#include "town/duty_board.h"
#include "town/duty_board_store.h"
#include "work/task_writer.h"

namespace weige::testing_support {
namespace idle_month_test {

using access::Role;

class IdleMonth : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (IsSkipped()) return;
    (void)committee();
    (void)officer();
    for (const auto grid : {first_grid(), second_grid()}) {
      (void)person(Role::grid_leader, grid);
      (void)person(Role::coordinator, grid);
      (void)person(Role::helper, grid);
      (void)person(Role::helper, grid, "grid_staff");
    }
  }
  // Opened two months ago and due today.
  void waits(work::TaskSource source, std::int64_t premises) {
    database()
        .write([&](store::Transaction& tx) -> Done {
          WEIGE_CHECK(work::open_task(
              tx, TownTime{}.start_of(*parse_iso_day(long_ago())),
              {.source = source, .source_id = 1, .premises = premises, .due = *parse_iso_day(today())}));
          return done();
        })
        .value();
  }
};
WEIGE_BOTH_ENGINES(IdleMonth);

TEST_P(IdleMonth, EveryDutyThatIsDueIsMissing) {
  std::set<std::string_view> proved;
  for (const auto& proof : town::duty_proofs()) proved.insert(proof.number);
  for (const auto grid : {first_grid(), second_grid()}) {
    const auto shown = cells(grid);
    for (const auto& line : town::duty_lines()) {
      if (line.asked != town::Asked::each_month) continue;
      EXPECT_TRUE(proved.contains(line.number)) << line.number << " is asked for and counted by nothing";
      EXPECT_EQ(shown.at(std::string(line.number)).at("state").as_string(), "missing") << line.number;
    }
  }
}

// What is asked for only where there is something is missing where there is: a home that is to be visited
// often, data that were handed down, and a door that the officer is to go to. All of it came up before the
// month.
TEST_P(IdleMonth, WhatWaitsFromBeforeIsMissingToo) {
  for (const auto* number : {"L4", "O4", "C4", "C10", "O5"})
    EXPECT_EQ(board(number), "nothing_due") << number << ": nothing waits";
  const auto key = home("明珠路88弄3号101室"), listed = home("明珠路88弄3号102室"),
             refused = home("明珠路88弄3号201室");
  leader().does(
      "/api/key-premises",
      boost::json::object{{"premises_id", key}, {"kind", "group_rental"}, {"reason", "seen_at_door"}});
  run("UPDATE key_premises SET since = '" + long_ago() + "'");
  waits(work::TaskSource::handed_down, listed);
  waits(work::TaskSource::weekly_visit, refused);
  run("UPDATE task SET state = 'with_officer' WHERE premises_id = " + std::to_string(refused));
  for (const auto* number : {"L4", "O4", "C4", "C10", "O5"}) EXPECT_EQ(board(number), "missing") << number;
}

// What can only be reported is not due before there is something to report.
TEST_P(IdleMonth, NobodyHasToReportWhatIsNotThere) {
  for (const auto* number : {"L5", "N5", "C5"}) EXPECT_EQ(board(number), "nothing_due") << number;
}

TEST_P(IdleMonth, WhatIsNotBuiltSaysSo) {
  for (const auto* number : {"O10", "C6", "S6"}) EXPECT_EQ(board(number), "not_built") << number;
}

}  // namespace idle_month_test
}  // namespace weige::testing_support
