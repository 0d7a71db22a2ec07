// The duties of meetings (S1, L9, O9, C9, N9), of staggered hours (S5) and of the daily report (C2), told by
// what people do and what the duty board then shows.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/http/story.h"
#include "work/daily_report.h"

namespace weige::testing_support {
namespace meeting_duties_test {

namespace json = boost::json;

class MeetingDuties : public Story {
 protected:
  static Day today() { return TownTime{}.day_of(system_clock()()); }
  static Day first_monday() {
    const Day first{today().year() / today().month() / 1};
    const auto monday = work::monday_of(first);
    return monday < first ? Day{std::chrono::sys_days{monday} + std::chrono::days{7}} : monday;
  }
  static std::string path(std::int64_t meeting, const std::string& rest) {
    return "/api/meetings/" + std::to_string(meeting) + rest;
  }
  std::string version(std::int64_t meeting) {
    return "\"" + std::to_string(leader().sees(path(meeting, "")).at("version").as_int64()) + "\"";
  }
  std::int64_t call() {
    const json::object wanted{
        {"kind", "weekly"}, {"on", to_iso(today())}, {"at", "14:30"}, {"place", "居委会二楼"}};
    return leader().does("/api/meetings", wanted).at("id").as_int64();
  }
  void say(StoryPerson& who, std::int64_t meeting, const char* kind, const char* text) {
    (void)who.does(path(meeting, "/words"), json::object{{"kind", kind}, {"text", text}});
  }
  // The leader enters who was there and the minutes, and closes the meeting.
  void hold(std::int64_t meeting) {
    json::array all;
    const auto seen = leader().sees(path(meeting, ""));
    for (const auto& one : seen.at("attendance").as_array())
      all.push_back(json::object{{"post_id", one.at("post_id")}, {"presence", "present"}});
    auto& browser = leader().browser();
    const auto entered = browser.with("If-Match", version(meeting))
                             .put(path(meeting, "/attendance"), json::object{{"items", all}});
    ASSERT_EQ(entered.status, 200) << json::serialize(entered.body);
    const json::object minutes{{"minutes", json::array{"核实进度慢，下周先走空户"}}};
    const auto written = browser.with("If-Match", version(meeting)).put(path(meeting, "/minutes"), minutes);
    ASSERT_EQ(written.status, 200) << json::serialize(written.body);
    const auto closed = browser.with("If-Match", version(meeting)).post(path(meeting, "/close"));
    ASSERT_EQ(closed.status, 200) << json::serialize(closed.body);
  }
  void forget_meetings() {
    for (const auto* table :
         {"meeting_item", "meeting_attendance", "meeting_word", "rectification", "meeting"})
      forget(table);
  }
};
WEIGE_BOTH_ENGINES(MeetingDuties);

// "L9 Calls the weekly review (“周点评会”) and monthly summary (“月小结会”)." "S1 Consultation (工作会商),
// led by the grid leader: the group; regular meetings; weak points, rectification, experience."
TEST_P(MeetingDuties, L9_TheLeaderHoldsTheWeeklyReview) {
  (void)officer();
  (void)coordinator();
  EXPECT_EQ(board("L9"), "missing");
  const auto meeting = call();
  EXPECT_EQ(board("L9"), "missing") << "called is not held";
  hold(meeting);
  EXPECT_EQ(board("L9"), "begun") << "four reviews and a summary are due";
  EXPECT_EQ(board("S1"), "begun");
  EXPECT_EQ(board("L9", second_grid()), "missing");

  forget_meetings();
  EXPECT_EQ(board("L9"), "missing");
  EXPECT_EQ(board("S1"), "missing");
}

// "O9 Attends the meetings on time, reports the state of data quality ..." "C9 Attends the meetings on time,
// reports on the work": to be there is not enough.
TEST_P(MeetingDuties, O9_C9_OfficerAndCoordinatorReport) {
  (void)officer();
  (void)coordinator();
  const auto silent = call();
  hold(silent);
  EXPECT_EQ(board("O9"), "missing");
  EXPECT_EQ(board("C9"), "missing");
  const auto meeting = call();
  say(officer(), meeting, "report", "数据质量：久未核实的减少一成");
  say(coordinator(), meeting, "report", "本周上门四十户");
  hold(meeting);
  EXPECT_EQ(board("O9"), "begun");
  EXPECT_EQ(board("C9"), "begun");

  forget("meeting_word");
  EXPECT_EQ(board("O9"), "missing");
  EXPECT_EQ(board("C9"), "missing");
}

// "N9 Attend meetings on time, suggest."
TEST_P(MeetingDuties, N9_AVolunteerSuggests) {
  (void)helper();
  EXPECT_EQ(board("N9"), "missing");
  const auto meeting = call();
  say(helper(), meeting, "suggestion", "晚上七点以后再敲门");
  hold(meeting);
  EXPECT_EQ(board("N9"), "begun");

  forget_meetings();
  EXPECT_EQ(board("N9"), "missing");
}

// "S5 Staggered hours (错时工作): where conditions allow and the local situation suits, the three work
// shifted hours." It is a plan; nobody is checked in.
TEST_P(MeetingDuties, S5_AWeekOfStaggeredHoursIsPlanned) {
  (void)coordinator();
  EXPECT_EQ(board("S5"), "missing");
  const auto monday = to_iso(first_monday());
  const auto seen = leader().sees("/api/shifts?week=" + monday);
  const auto post = seen.at("posts").as_array().front().at("post_id");
  const json::object slot{{"post_id", post}, {"on", monday}, {"from", 780}, {"to", 1200}};
  (void)leader().does("/api/shift-plans", json::object{{"week", monday}, {"slots", json::array{slot}}});
  EXPECT_EQ(board("S5"), "begun");

  forget("shift_slot");
  forget("shift_plan");
  EXPECT_EQ(board("S5"), "missing");
}

// "C2 Reports the day's workload in the group every day (每日汇报当日工作量)."
TEST_P(MeetingDuties, C2_TheCoordinatorReportsTheDay) {
  EXPECT_EQ(board("C2"), "missing");
  const json::object report{{"on", to_iso(today())}, {"version", 0}, {"note", ""}};
  const auto handed = coordinator().browser().put("/api/daily-report", report);
  ASSERT_EQ(handed.status, 200) << json::serialize(handed.body);
  EXPECT_EQ(board("C2"), "begun");

  forget("daily_report_visit");
  forget("daily_report");
  EXPECT_EQ(board("C2"), "missing");
}

}  // namespace meeting_duties_test
}  // namespace weige::testing_support
