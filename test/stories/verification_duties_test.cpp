// The duties of full verification (O6, S2) and of full-time grid staff (L6), told by what people do and what
// the duty board then shows.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/http/story.h"

namespace weige::testing_support {
namespace verification_duties_test {

namespace json = boost::json;

class VerificationDuties : public Story {
 protected:
  static json::value newcomer(const std::string& name, int number) {
    return json::object{{"person", {{"name", name}, {"phone", "1390002" + std::to_string(1000 + number)}}}};
  }
  // Somebody new is met, and the premises are as they were known.
  void confirms(StoryPerson& who, std::int64_t door, json::array newcomers) {
    const auto seen = who.sees("/api/doors/" + std::to_string(door));
    who.visits(door, {{"outcome", "spoke_with"},
                      {"premises", {{"version", seen.at("premises").at("version")}}},
                      {"new_residents", std::move(newcomers)}});
  }
  static std::string path(const json::value& round, const char* what) {
    return "/api/verification/" + std::to_string(round.at("id").as_int64()) + what;
  }
};
WEIGE_BOTH_ENGINES(VerificationDuties);

// "O6 Organises every month a full-coverage check of everyone in the grid (“兜底翻”核查)."
// "S2 Full verification (人口信息全量核查), led by the officer: monthly “兜底翻”."
TEST_P(VerificationDuties, O6_S2_TheOfficerHasEveryDoorAsked) {
  const auto met = home("明珠路88弄3号101室"), locked = home("明珠路88弄3号102室");
  EXPECT_EQ(board("O6"), "missing");
  EXPECT_EQ(board("S2"), "missing");
  const json::object here{{"area_id", first_grid().value}};
  EXPECT_EQ(coordinator().is_refused("/api/verification", here), "forbidden") << "the officer leads it";

  const auto begun = officer().does("/api/verification", here);
  EXPECT_EQ(begun.at("tasks").as_int64(), 2) << "both doors are to be asked at";
  EXPECT_EQ(board("O6"), "missing") << "begun is not carried through";

  confirms(coordinator(), met, json::array{newcomer("王伟", 1)});
  EXPECT_EQ(board("S2"), "begun") << "one door of two";

  const auto told =
      officer().browser().put(path(begun, "/reasons"), {{"premises_id", locked}, {"reason", "no_access"}});
  ASSERT_EQ(told.status, 200) << json::serialize(told.body);
  const auto closed =
      officer().does(path(begun, "/close"), json::object{}, told.body.at("version").as_int64());
  EXPECT_EQ(closed.at("state").as_string(), "closed");
  EXPECT_EQ(board("O6"), "done");
  EXPECT_EQ(board("S2"), "done") << "of the other door it is told why it could not be confirmed";
  EXPECT_EQ(board("O6", second_grid()), "missing");
  EXPECT_EQ(board("S2", second_grid()), "missing") << "that there are no doors is to be found, too";

  forget("verification_door");
  forget("verification");
  EXPECT_EQ(board("O6"), "missing");
  EXPECT_EQ(board("S2"), "begun") << "what was confirmed at the door is in the register";
  confirmed_long_ago();
  EXPECT_EQ(board("S2"), "missing");
}

// "L6 Has full-time grid staff (专职网格员) do, every month, collection and upkeep of at least 20 % of the
// month's total changes to residents' records in the grid (实有人口变动: 新增、变更、注销)."
TEST_P(VerificationDuties, L6_GridStaffFindOneChangeInFive) {
  const auto door = home("明珠路88弄3号101室");
  grid_staff().hands_in({"王伟,13900010001,明珠路88弄3号101室"});
  EXPECT_EQ(board("L6"), "missing") << "a list alone changes nothing";

  const auto found = coordinator().sees("/api/findings?state=open").at("items").at(0);
  coordinator().does("/api/findings/" + std::to_string(found.at("id").as_int64()) + "/decision",
                     json::object{{"verdict", "confirm"}}, found.at("version").as_int64());
  EXPECT_EQ(board("L6"), "done") << "whom they found counts as theirs, whoever enters it";

  json::array others;
  for (int number = 1; number <= 5; ++number) others.push_back(newcomer("李娜", number));
  confirms(coordinator(), door, std::move(others));
  EXPECT_EQ(board("L6"), "begun") << "one change of six is less than a fifth";
  EXPECT_EQ(cell("L6", first_grid()).at("due").as_int64(), 2);
  EXPECT_EQ(board("L6", second_grid()), "missing");

  forget("record_counter");
  EXPECT_EQ(board("L6"), "missing");
}

}  // namespace verification_duties_test
}  // namespace weige::testing_support
