// The duties that rosters, short reports and declarations prove (N3, N4, N6, S3) and what becomes of them
// (L7, O7, C7), told by what people do and what the duty board then shows.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/declaration_routes.h"
#include "support/http/story.h"

namespace weige::testing_support {
namespace roster_duties_test {

namespace json = boost::json;

class RosterDuties : public Story {
 protected:
  // The town's public form, whose declarations go to the population office.
  std::unique_ptr<TestServer> public_form() {
    return std::make_unique<TestServer>(TestServerParts{
        .database = database(),
        .routes = http::declaration_routes(
            {.post = access::PostId{office().post()}, .clock = system_clock(), .random = system_random()},
            [] {})});
  }
};
WEIGE_BOTH_ENGINES(RosterDuties);

// "N3 ... keep a channel to the coordinator and hand in, unprompted (主动提供), the rosters (花名册) of those
// who work at their unit or department."
TEST_P(RosterDuties, N3_AGuardHandsInTheListOfWhomTheyKnow) {
  EXPECT_EQ(board("N3"), "missing") << "nobody has handed in anything this month";
  helper().hands_in({"王伟,13900010001,明珠路88弄3号101室", "李娜,13900010002,明珠路88弄3号102室"});
  EXPECT_EQ(board("N3"), "done");
  EXPECT_EQ(board("N3", second_grid()), "missing")
      << "the guard of the first grid does nothing for the second";

  forget("roster");
  EXPECT_EQ(board("N3"), "missing");
}

// "S3 Roster reporting (花名册报送), led by the grid leader: N forces keep “pocket rosters”
// (“花名册”口袋数据) current."
TEST_P(RosterDuties, S3_RostersAreReportedWhoeverKeepsThem) {
  EXPECT_EQ(board("S3"), "missing");
  coordinator().hands_in({"王伟,13900010001,明珠路88弄3号101室"});
  EXPECT_EQ(board("S3"), "done");
  EXPECT_EQ(board("N3"), "missing") << "the coordinator is none of the N forces";

  forget("roster");
  EXPECT_EQ(board("S3"), "missing");
}

// "N6 Report movements (变动情况) of workers and residents in time."
TEST_P(RosterDuties, N6_AVolunteerSaysWhoMovedOut) {
  EXPECT_EQ(board("N6"), "missing");
  helper().reports("moved_out", "王伟", "明珠路88弄3号101室");
  EXPECT_EQ(board("N6"), "done");
  EXPECT_EQ(board("N3"), "missing") << "one line is no roster";

  forget("roster");
  EXPECT_EQ(board("N6"), "missing");
}

// "N4 Help the team guide workers and residents to declare their residence." Whoever was shown the form
// declares; nobody has to be signed in.
TEST_P(RosterDuties, N4_ATenantDeclaresInThePublicForm) {
  (void)home("明珠路88弄3号101室");
  EXPECT_EQ(board("N4"), "missing");
  const auto form = public_form();
  Browser tenant(form->port());
  const json::object declared{{"name", "王伟"}, {"phone", "13900010001"}, {"place", "明珠路88弄3号101室"}};
  const auto sent = tenant.post("/api/declarations", declared);
  ASSERT_EQ(sent.status, 202) << sent.code() << " " << sent.place();
  EXPECT_EQ(board("N4"), "missing") << "where it lies is not known yet";
  run_jobs();
  EXPECT_EQ(board("N4"), "done") << "it is of the grid in which the home lies";
  EXPECT_EQ(board("N4", second_grid()), "missing");
  EXPECT_EQ(board("N3"), "missing") << "a declaration is no roster";

  forget("roster");
  EXPECT_EQ(board("N4"), "missing");
}

// "L7 Organises the N forces for collection by society (社会化采集); all three of the team share it: routing
// (流转), verification (核查), collection (采集) of what N forces supply." "C7 ... keeps 一标三实 up to date
// from them." Rewards are not built.
TEST_P(RosterDuties, L7_O7_C7_WhatWasReportedIsAnsweredByTheTeam) {
  const auto door = home("明珠路88弄3号101室");
  helper().reports("moved_in", "王伟", "明珠路88弄3号101室");
  for (const auto* number : {"L7", "O7", "C7"})
    EXPECT_EQ(board(number), "missing") << number << ": the report waits for an answer";

  const auto waiting = coordinator().sees("/api/findings?state=open");
  ASSERT_EQ(waiting.at("items").as_array().size(), 1u);
  const auto& report = waiting.at("items").at(0);
  EXPECT_EQ(helper().is_refused("/api/findings/" + std::to_string(report.at("id").as_int64()) + "/decision",
                                json::object{{"verdict", "confirm"}}, report.at("version").as_int64()),
            "forbidden")
      << "whoever reports does not decide";
  coordinator().does("/api/findings/" + std::to_string(report.at("id").as_int64()) + "/decision",
                     json::object{{"verdict", "confirm"}}, report.at("version").as_int64());
  for (const auto* number : {"L7", "O7", "C7"}) EXPECT_EQ(board(number), "done") << number;
  EXPECT_EQ(board("L7", second_grid()), "missing");
  const auto seen = coordinator().sees("/api/doors/" + std::to_string(door));
  EXPECT_EQ(seen.at("residents").at(0).at("name").as_string(), "王伟");

  forget("finding");
  for (const auto* number : {"L7", "O7", "C7"}) EXPECT_EQ(board(number), "missing") << number;
}

}  // namespace roster_duties_test
}  // namespace weige::testing_support
