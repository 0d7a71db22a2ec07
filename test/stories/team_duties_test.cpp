// The duties that a team's list and stream prove (L1, L10, O1, N1, N2, N7, N10), told by what people do and
// what the duty board then shows.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/http/story.h"

namespace weige::testing_support {
namespace team_duties_test {

namespace json = boost::json;

class TeamDuties : public Story {
 protected:
  static std::string today() { return to_iso(TownTime{}.day_of(system_clock()())); }
  std::string path(const std::string& rest) const {
    return "/api/teams/" + std::to_string(first_grid().value) + rest;
  }
  std::int64_t enlists() {
    const json::object guard{{"kind", "property_guard"}, {"name", "王小明"},     {"workplace", "北苑物业"},
                             {"channel", "group"},       {"joined_on", today()}, {"undertaking_on", today()}};
    return leader().does(path("/helpers"), guard).at("id").as_int64();
  }
  void guides(std::int64_t helper, const char* topic) {
    (void)officer().does(
        path("/guidance"),
        json::object{{"helper_ids", json::array{helper}}, {"on", today()}, {"topic", topic}});
  }
};
WEIGE_BOTH_ENGINES(TeamDuties);

// "L1 Sets up the team's WeChat group (微信工作群) and keeps it in order." "O1 Joins the group, responds
// actively." The group is the team's own stream of messages here.
TEST_P(TeamDuties, L1_O1_TheTeamTalksInItsStream) {
  (void)officer();
  EXPECT_EQ(board("L1"), "missing");
  (void)leader().does(path("/messages"), json::object{{"text", "明天上午走访3号楼"}});
  EXPECT_EQ(board("L1"), "done");
  EXPECT_EQ(board("O1"), "missing");
  (void)officer().does(path("/messages"), json::object{{"text", "收到，九点到"}});
  EXPECT_EQ(board("O1"), "done");
  EXPECT_EQ(board("L1", second_grid()), "missing");
  EXPECT_EQ(leader().is_refused(path("/messages"), json::object{{"text", "请联系 13800138000"}}),
            "names-a-number");

  forget("team_message");
  EXPECT_EQ(board("L1"), "missing");
  EXPECT_EQ(board("O1"), "missing");
}

// "L10 Enlists N forces all the time (常态化物建), keeps their list true, tells officer and coordinator in
// time." "N1 Join the group, respond." "N7 Keep it confidential (保密)": the guard has signed, and is reached
// through the group.
TEST_P(TeamDuties, L10_N1_N7_TheLeaderEnlistsAGuard) {
  EXPECT_EQ(board("L10"), "missing");
  EXPECT_EQ(board("N1"), "missing");
  (void)enlists();
  EXPECT_EQ(board("L10"), "done");
  EXPECT_EQ(board("N1"), "done");
  EXPECT_EQ(board("N7"), "done");
  const auto told = officer().sees(path("/messages"));
  EXPECT_EQ(told.at("items").at(0).at("notice").as_string(), "helper_enlisted");

  forget("team_list_check");
  forget("team_helper");
  EXPECT_EQ(board("L10"), "missing");
  EXPECT_EQ(board("N1"), "missing");
  EXPECT_EQ(board("N7"), "missing");
}

// "N2 Guided by the officer once a month (每月接受一次业务指导)." "N10 Keep the rules themselves": they have
// been told which.
TEST_P(TeamDuties, N2_N10_TheOfficerGuides) {
  const auto guard = enlists();
  EXPECT_EQ(board("N2"), "missing");
  guides(guard, "rosters");
  EXPECT_EQ(board("N2"), "done");
  EXPECT_EQ(board("N10"), "missing");
  guides(guard, "own_rules");
  EXPECT_EQ(board("N10"), "done");

  forget("team_guidance");
  EXPECT_EQ(board("N2"), "missing");
  EXPECT_EQ(board("N10"), "missing");
}

}  // namespace team_duties_test
}  // namespace weige::testing_support
