// The weekly review (L9, O9, S1), told by what people do and what the duty board then shows.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/http/story.h"

namespace weige::testing_support {
namespace meeting_duties_test {

namespace json = boost::json;

class MeetingDuties : public Story {
 protected:
  // Calls it, notes who came and what was said, and closes it.
  void review_is_held() {
    const auto called =
        leader().does("/api/meetings",
                      json::object{{"kind", "weekly"}, {"on", today()}, {"at", "14:30"}, {"place", "二楼"}});
    const auto path = "/api/meetings/" + std::to_string(called.at("id").as_int64());
    json::array came;
    for (const auto& one : called.at("attendance").as_array())
      came.push_back(json::object{{"post_id", one.at("post_id")}, {"presence", "present"}});
    officer().does(path + "/words", json::object{{"kind", "report"}, {"text", "本周准确率上升"}});
    step(path + "/attendance", json::object{{"items", came}});
    step(path + "/minutes", json::object{{"minutes", json::array{"先走空户，再走出租"}}});
    const auto now = leader().sees(path).at("version").as_int64();
    leader().does(path + "/close", {}, now);
  }
  void step(const std::string& path, const json::object& body) {
    const auto meeting = path.substr(0, path.rfind('/'));
    leader().puts(path, body, leader().sees(meeting).at("version").as_int64());
  }
};
WEIGE_BOTH_ENGINES(MeetingDuties);

TEST_P(MeetingDuties, L9_TheWeeklyReviewIsCalledHeldAndClosed) {
  (void)officer();
  (void)coordinator();
  EXPECT_EQ(board("L9"), "missing");
  review_is_held();
  EXPECT_NE(board("L9"), "missing");
  EXPECT_NE(board("O9"), "missing") << "the officer was there and reported";
  EXPECT_EQ(board("C9"), "missing") << "the coordinator did not report";
  for (const auto* table : {"meeting_word", "meeting_attendance", "meeting_item", "meeting"}) forget(table);
  EXPECT_EQ(board("L9"), "missing");
}

}  // namespace meeting_duties_test
}  // namespace weige::testing_support
