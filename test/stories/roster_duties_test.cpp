// The duties that rosters and short reports prove (N3, N6, S3), told by what people do and what the duty
// board then shows.
#include <gtest/gtest.h>

#include "support/http/story.h"

namespace weige::testing_support {
namespace roster_duties_test {

class RosterDuties : public Story {};
WEIGE_BOTH_ENGINES(RosterDuties);

// N3: N forces hand in, unprompted, the rosters of those who work at their unit.
TEST_P(RosterDuties, N3_AGuardHandsInTheListOfWhomTheyKnow) {
  EXPECT_EQ(board("N3"), "missing") << "nobody has handed in anything this month";
  helper().hands_in({"王伟,13900010001,明珠路88弄3号101室", "李娜,13900010002,明珠路88弄3号102室"});
  EXPECT_EQ(board("N3"), "done");
  EXPECT_EQ(board("N3", second_grid()), "missing")
      << "the guard of the first grid does nothing for the second";

  forget("roster");
  EXPECT_EQ(board("N3"), "missing");
}

// S3: the leader sees to it that pocket rosters stay current.
TEST_P(RosterDuties, S3_RostersAreReportedWhoeverKeepsThem) {
  EXPECT_EQ(board("S3"), "missing");
  coordinator().hands_in({"王伟,13900010001,明珠路88弄3号101室"});
  EXPECT_EQ(board("S3"), "done");
  EXPECT_EQ(board("N3"), "missing") << "the coordinator is none of the N forces";

  forget("roster");
  EXPECT_EQ(board("S3"), "missing");
}

// N6: movements of workers and residents are reported in time.
TEST_P(RosterDuties, N6_AVolunteerSaysWhoMovedOut) {
  EXPECT_EQ(board("N6"), "missing");
  helper().reports("moved_out", "王伟", "明珠路88弄3号101室");
  EXPECT_EQ(board("N6"), "done");
  EXPECT_EQ(board("N3"), "missing") << "one line is no roster";

  forget("roster");
  EXPECT_EQ(board("N6"), "missing");
}

// L7, O7, C7: all three share what becomes of it; what waits unanswered is not done.
TEST_P(RosterDuties, L7_WhatWasReportedIsAnsweredByTheTeam) {
  helper().reports("moved_out", "王伟", "明珠路88弄3号101室");
  EXPECT_NE(board("L7"), "done") << "the report waits for an answer";
}

}  // namespace roster_duties_test
}  // namespace weige::testing_support
