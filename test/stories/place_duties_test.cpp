// The duties at places (L2, L3, O2, L8, C8, N8), told by what people do and what the duty board then shows.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/http/story.h"

namespace weige::testing_support {
namespace place_duties_test {

namespace json = boost::json;

class PlaceDuties : public Story {
 protected:
  void patrols(StoryPerson& who) {
    const json::object done{{"on", today()}, {"hour", 9}, {"noticed", json::array{}}};
    who.does("/api/patrols", json::object{{"area_id", first_grid().value},
                                          {"planned_on", today()},
                                          {"places", json::array{"明珠路88弄3号"}},
                                          {"done", done}});
  }
  void inspects(StoryPerson& who) {
    who.does("/api/inspections", json::object{{"area_id", first_grid().value},
                                              {"subject", "tasks"},
                                              {"result", "to_improve"},
                                              {"finding", "两户逾期"},
                                              {"on", today()}});
  }
  json::object publicity() {
    return {{"area_id", first_grid().value},
            {"on", today()},
            {"subject", "fraud_prevention"},
            {"channel", "group_message"},
            {"reach", 120}};
  }
};
WEIGE_BOTH_ENGINES(PlaceDuties);

// "L3 Organises patrols (巡查) of the micro-grid": four a month, as the norm K5 ships.
TEST_P(PlaceDuties, L3_TheGridIsPatrolled) {
  EXPECT_EQ(board("L3"), "missing");
  patrols(leader());
  EXPECT_EQ(board("L3"), "begun");
  for (int more = 0; more < 3; ++more) patrols(helper());
  EXPECT_EQ(board("L3"), "done");
  EXPECT_EQ(board("L3", second_grid()), "missing");
  for (const auto* table : {"patrol_notice", "patrol_place", "patrol"}) forget(table);
  EXPECT_EQ(board("L3"), "missing");
}

// "L2 With the officer, checks and urges on (检查、督促) the coordinator's daily standards and tasks."
// "O2 Guides and checks the team's collection and upkeep of 一标三实."
TEST_P(PlaceDuties, L2_TheLeaderInspectsAndTheOfficerToo) {
  EXPECT_EQ(board("L2"), "missing");
  inspects(leader());
  EXPECT_EQ(board("L2"), "done");
  EXPECT_EQ(board("O2"), "missing") << "the officer has not been there";
  inspects(officer());
  EXPECT_EQ(board("O2"), "done");
  forget("inspection");
  EXPECT_EQ(board("L2"), "missing");
  EXPECT_EQ(board("O2"), "missing");
}

// "L8 Publicity (宣传) ..." "C8 Publicity and reminders, as L8." "N8 Open new publicity channels
// (拓展宣传渠道) for registration and fraud prevention (反诈)."
TEST_P(PlaceDuties, N8_AVolunteersGroupIsAChannel) {
  leader().does("/api/publicity", publicity());
  EXPECT_EQ(board("L8"), "done");
  EXPECT_EQ(board("C8"), "missing");
  EXPECT_EQ(board("N8"), "missing") << "it went through no channel of theirs";
  auto through_them = publicity();
  through_them["helper_kind"] = "volunteer";
  coordinator().does("/api/publicity", through_them);
  EXPECT_EQ(board("C8"), "done");
  EXPECT_EQ(board("N8"), "done");
  forget("publicity_action");
  for (const auto* number : {"L8", "C8", "N8"}) EXPECT_EQ(board(number), "missing") << number;
}

}  // namespace place_duties_test
}  // namespace weige::testing_support
