// The duties that a team's own records prove (L1, L10, O1, N1, N2), told by what people do and what the duty
// board then shows.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/http/story.h"

namespace weige::testing_support {
namespace team_duties_test {

namespace json = boost::json;

class TeamDuties : public Story {
 protected:
  std::string team(const std::string& rest) {
    return "/api/teams/" + std::to_string(first_grid().value) + rest;
  }
  json::value enlist() {
    return leader().does(team("/helpers"), json::object{{"kind", "property_guard"},
                                                        {"name", "王小明"},
                                                        {"workplace", "北苑物业"},
                                                        {"phone", "13800138000"},
                                                        {"channel", "phone"},
                                                        {"joined_on", "2026-01-10"}});
  }
};
WEIGE_BOTH_ENGINES(TeamDuties);

// L1: the leader sets the team's group up and keeps it in order.
TEST_P(TeamDuties, L1_TheTeamTalksInItsGroup) {
  EXPECT_EQ(board("L1"), "missing");
  leader().does(team("/messages"), json::object{{"text", "明天上午走访三号楼"}});
  EXPECT_EQ(board("L1"), "done");
  forget("team_message");
  EXPECT_EQ(board("L1"), "missing");
}

// O1: the officer joins and responds.
TEST_P(TeamDuties, O1_TheOfficerAnswersInTheGroup) {
  leader().does(team("/messages"), json::object{{"text", "明天上午走访三号楼"}});
  EXPECT_EQ(board("O1"), "missing") << "the leader wrote, the officer did not";
  officer().does(team("/messages"), json::object{{"text", "收到，一起去"}});
  EXPECT_EQ(board("O1"), "done");
}

// L10: the list of N forces is kept true.
TEST_P(TeamDuties, L10_TheLeaderGoesThroughTheList) {
  EXPECT_EQ(board("L10"), "missing");
  enlist();
  leader().does(team("/list-checks"), {});
  EXPECT_EQ(board("L10"), "done");
  forget("team_list_check");
  EXPECT_EQ(board("L10"), "missing");
}

// N1, N2: they are reached, and guided once a month by the officer.
TEST_P(TeamDuties, N2_TheOfficerGuidesTheGuard) {
  EXPECT_EQ(board("N1"), "missing") << "nobody is enlisted yet";
  const auto guard = enlist();
  EXPECT_EQ(board("N1"), "done");
  EXPECT_EQ(board("N2"), "missing");
  officer().does(
      team("/guidance"),
      json::object{{"helper_ids", json::array{guard.at("id")}}, {"on", today()}, {"topic", "rosters"}});
  EXPECT_EQ(board("N2"), "done");
  forget("team_guidance");
  EXPECT_EQ(board("N2"), "missing");
}

}  // namespace team_duties_test
}  // namespace weige::testing_support
