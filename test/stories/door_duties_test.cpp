// The duties at doors (C1, C3, O3, C5, O5, C10) and the weekly visits (S4), told by what people do and what
// the duty board then shows.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/http/story.h"

namespace weige::testing_support {
namespace door_duties_test {

namespace json = boost::json;

class DoorDuties : public Story {
 protected:
  static json::object newcomer(const char* name, const char* phone) {
    return {{"person", {{"name", name}, {"phone", phone}}}};
  }
  static std::string door_path(std::int64_t door) { return "/api/doors/" + std::to_string(door); }
  json::value door_seen_by(StoryPerson& who, std::int64_t door) { return who.sees(door_path(door)); }
};
WEIGE_BOTH_ENGINES(DoorDuties);

// "C1 On duty as required, guided by the officer; collects and keeps 一标三实; meets a set workload
// (工作量要求)." "C3 Visits premises with the officer; keeps residents' records current."
TEST_P(DoorDuties, C1_C3_TheCoordinatorGoesFromDoorToDoor) {
  const auto one = home("明珠路88弄3号101室"), other = home("明珠路88弄3号102室");
  EXPECT_EQ(board("C1"), "missing");
  EXPECT_EQ(board("C3"), "missing");

  coordinator().visits(one, {{"outcome", "not_at_home"}});
  EXPECT_EQ(board("C1"), "begun") << "a door of the fifty a week that are agreed";
  EXPECT_EQ(board("C3"), "missing") << "nobody was met, so no record was kept";

  coordinator().visits(
      other, {{"outcome", "spoke_with"}, {"new_residents", json::array{newcomer("王伟", "13900010001")}}});
  EXPECT_EQ(door_seen_by(coordinator(), other).at("residents").at(0).at("name").as_string(), "王伟")
      << "what was heard at the door stands in the register";
  EXPECT_EQ(cell("C1", first_grid()).at("done").as_int64(), 2);
  EXPECT_EQ(board("C3"), "begun");
  EXPECT_EQ(board("C3", second_grid()), "missing");
  EXPECT_EQ(board("O3"), "missing") << "the officer was not there";

  forget("visit");
  EXPECT_EQ(board("C1"), "missing");
  EXPECT_EQ(board("C3"), "missing");
}

// "O3 Regularly visits actual premises on the spot; keeps residents' records and premises labels (房屋标签)
// current."
TEST_P(DoorDuties, O3_TheOfficerVisitsADoorAWeek) {
  const auto door = home("明珠路88弄3号101室");
  EXPECT_EQ(board("O3"), "missing");
  const auto seen = door_seen_by(officer(), door);
  officer().visits(
      door,
      {{"outcome", "spoke_with"},
       {"premises", {{"version", seen.at("premises").at("version")}, {"add_labels", json::array{"let"}}}}});
  EXPECT_EQ(door_seen_by(officer(), door).at("labels").at(0).at("label").as_string(), "let");
  EXPECT_EQ(board("O3"), "begun");

  for (const auto* room : {"102室", "201室", "202室"})
    officer().visits(home(std::string("明珠路88弄3号") + room), {{"outcome", "spoke_with"}});
  EXPECT_EQ(board("O3"), "done") << "four weeks, four doors";
  EXPECT_EQ(board("O3", second_grid()), "missing");

  forget("visit");
  EXPECT_EQ(board("O3"), "missing");
}

// "C5 Passes on refusals and leads at once (立即抄告)."
// "O5 Promptly leads the check at the door where the coordinator has passed on a refusal to register
// (不配合登记)."
TEST_P(DoorDuties, C5_O5_TheOfficerLeadsWhereTheCoordinatorWasTurnedAway) {
  const auto door = home("明珠路88弄3号101室");
  EXPECT_EQ(board("C5"), "nothing_due") << "nobody was turned away";
  EXPECT_EQ(board("O5"), "nothing_due");

  coordinator().visits(door, {{"outcome", "could_not_be_registered"}});
  EXPECT_EQ(board("C5"), "done") << "it is with the officer at once";
  EXPECT_EQ(board("O5"), "missing") << "who has not been there yet";
  const auto waiting = officer().sees("/api/refusals");
  ASSERT_EQ(waiting.at("items").as_array().size(), 1u);
  EXPECT_EQ(waiting.at("items").at(0).at("premises_id").as_int64(), door);

  officer().visits(door, {{"outcome", "spoke_with"}, {"led_by_officer", true}});
  EXPECT_EQ(board("O5"), "done");
  EXPECT_EQ(board("C5"), "done");
  EXPECT_EQ(board("O5", second_grid()), "nothing_due");
  EXPECT_TRUE(officer().sees("/api/refusals").at("items").as_array().empty())
      << "that somebody could not be registered has ended with the officer's visit";

  forget("visit");
  EXPECT_EQ(board("C5"), "nothing_due");
  EXPECT_EQ(board("O5"), "nothing_due");
}

// While the officer has not gone, to forget the coordinator's visit changes nothing; without the task nothing
// is with the officer.
TEST_P(DoorDuties, O5_WhatWasHandedOverIsDueAsLongAsItWaits) {
  coordinator().visits(home("明珠路88弄3号101室"), {{"outcome", "could_not_be_registered"}});
  forget("visit");
  EXPECT_EQ(board("O5"), "missing");
  forget("task");
  EXPECT_EQ(board("O5"), "nothing_due");
}

// "C10 As assigned by the officer (根据民警安排), checks at the door the data handed down (下发的数据) and
// updates 一标三实."
TEST_P(DoorDuties, C10_TheCoordinatorChecksWhatWasHandedDown) {
  const auto door = home("明珠路88弄3号101室");
  EXPECT_EQ(board("C10"), "nothing_due") << "nothing was handed down";

  const auto list = office().hands_in({"王伟,13900010001,明珠路88弄3号101室"});
  const json::object assignment{{"area_id", first_grid().value},
                                {"roster_id", list},
                                {"post_id", coordinator().post()},
                                {"due", today()}};
  EXPECT_EQ(coordinator().is_refused("/api/tasks/assign", assignment), "forbidden") << "the officer assigns";
  EXPECT_EQ(officer().does("/api/tasks/assign", assignment).at("assigned").as_int64(), 1);
  EXPECT_EQ(board("C10"), "missing") << "assigned is not checked";

  const auto seen = door_seen_by(coordinator(), door);
  ASSERT_EQ(seen.at("findings").as_array().size(), 1u);
  const auto& told = seen.at("findings").at(0);
  const json::object answer{
      {"finding_id", told.at("id")}, {"version", told.at("version")}, {"verdict", "confirm"}};
  coordinator().visits(door, {{"outcome", "spoke_with"}, {"findings", json::array{answer}}});
  EXPECT_EQ(board("C10"), "done");
  EXPECT_EQ(board("C10", second_grid()), "nothing_due");
  EXPECT_EQ(door_seen_by(coordinator(), door).at("residents").at(0).at("name").as_string(), "王伟");

  forget("task");
  EXPECT_EQ(board("C10"), "nothing_due");
}

// "S4 ... Weekly, organised by the officer with the 3+N forces: visits to residents, premises and units."
TEST_P(DoorDuties, S4_TheWeeksVisitsReachPeopleHousesAndUnits) {
  const auto door = home("明珠路88弄3号101室");
  const json::object shop{{"name", "便民超市"}, {"premises_id", door}};
  coordinator().does("/api/organisations", json::object{{"organisation", shop}});
  EXPECT_EQ(board("S4"), "missing");

  const auto seen = door_seen_by(coordinator(), door);
  const auto& unit = seen.at("organisations").at(0);
  coordinator().visits(door, {{"outcome", "spoke_with"},
                              {"premises", {{"version", seen.at("premises").at("version")}}},
                              {"new_residents", json::array{newcomer("王伟", "13900010001")}},
                              {"organisations", json::array{json::object{{"organisation_id", unit.at("id")},
                                                                         {"version", unit.at("version")},
                                                                         {"answer", "here"}}}}});
  EXPECT_EQ(board("S4"), "begun");
  EXPECT_EQ(cell("S4", first_grid()).at("done").as_int64(), 3) << "one of each";
  EXPECT_EQ(board("S4", second_grid()), "missing");

  forget("visit");
  EXPECT_EQ(board("S4"), "missing");
}

}  // namespace door_duties_test
}  // namespace weige::testing_support
