// S1, L9: what a meeting must be, what its agenda begins with, and when it can be closed.
#include "work/meeting.h"

#include <gtest/gtest.h>

#include "work/rectification.h"

namespace weige::work {
namespace meeting_test {

const Day kToday = *parse_iso_day("2026-11-23");

Meeting meeting() {
  return {.on = kToday, .at = "14:30", .place = "明珠居委会二楼"};
}
std::string told(const Done& result) {
  return result ? "" : std::string(catalogue_entry(result.problem().code).code);
}

TEST(Meeting, HasADayATimeAndAPlace) {
  EXPECT_TRUE(check(meeting(), kToday));
  for (const auto* at : {"", "24:00", "14:60", "9:30", "14.30", "14:3x", "-1:00"}) {
    auto wrong = meeting();
    wrong.at = at;
    EXPECT_EQ(told(check(wrong, kToday)), "bad-date") << at;
  }
  auto late = meeting();
  late.on = Day{std::chrono::sys_days{kToday} + kMeetingAhead + std::chrono::days{1}};
  EXPECT_EQ(told(check(late, kToday)), "bad-date");
  auto old = meeting();
  old.on = Day{std::chrono::sys_days{kToday} - kMeetingBehind - std::chrono::days{1}};
  EXPECT_EQ(told(check(old, kToday)), "bad-date");
  auto nowhere = meeting();
  nowhere.place = " ";
  EXPECT_EQ(told(check(nowhere, kToday)), "missing-field");
  auto number = meeting();
  number.place = "找老王 13800138000";
  EXPECT_EQ(told(check(number, kToday)), "names-a-number");
}

TEST(Meeting, ClosesWithAgendaMinutesAndSomebodyThere) {
  const std::vector<Attendance> there{{.post = access::PostId{1}, .presence = Presence::present}};
  const std::vector<Attendance> unknown{{.post = access::PostId{1}}};
  auto one = meeting();
  EXPECT_EQ(check_closable(one, there, one.on).problem().place, "agenda");
  one.agenda_at = Instant{};
  EXPECT_EQ(check_closable(one, there, one.on).problem().place, "minutes");
  one.minutes = "加强核实";
  EXPECT_EQ(check_closable(one, unknown, one.on).problem().place, "attendance");
  const Day before{std::chrono::sys_days(one.on) - std::chrono::days{1}};
  EXPECT_EQ(check_closable(one, there, before).problem().place, "on") << "its day has not come";
  EXPECT_TRUE(check_closable(one, there, one.on));
  one.state = MeetingState::closed;
  EXPECT_EQ(told(check_closable(one, there, one.on)), "no-such-step");
}

TEST(Meeting, CodesReadBack) {
  for (const auto state : {MeetingState::called, MeetingState::closed, MeetingState::called_off})
    EXPECT_EQ(meeting_state_of(code(state)), state);
  for (const auto kind : {MeetingKind::weekly, MeetingKind::monthly})
    EXPECT_EQ(meeting_kind_of(code(kind)), kind);
  for (const auto presence : {Presence::unknown, Presence::present, Presence::absent})
    EXPECT_EQ(presence_of(code(presence)), presence);
  EXPECT_FALSE(presence_of("late"));
  EXPECT_FALSE(word_kind_of(""));
}

TEST(Agenda, BeginsWithTheLargestShareAndLeavesOutWhatIsNone) {
  const auto points = weak_points({{.topic = "few", .amount = 5, .of = 100},
                                   {.topic = "none", .amount = 0, .of = 9},
                                   {.topic = "half", .amount = 2, .of = 4},
                                   {.topic = "many", .amount = 7},
                                   {.topic = "more", .amount = 9},
                                   {.topic = "half", .amount = 1, .of = 1}});
  std::vector<std::string> topics;
  for (const auto& point : points) topics.push_back(point.topic);
  EXPECT_EQ(topics, (std::vector<std::string>{"half", "few", "more", "many"}));
}

TEST(Rectification, IsAnsweredThenClosedOrSentBack) {
  Rectification item{.topic = "overdue_tasks", .text = "三天内上门", .due = kToday};
  EXPECT_TRUE(check(item, kToday));
  EXPECT_EQ(told(take_step(item, RectificationStep::close)), "no-such-step");
  EXPECT_TRUE(take_step(item, RectificationStep::answer));
  EXPECT_TRUE(take_step(item, RectificationStep::send_back));
  EXPECT_EQ(item.state, RectificationState::open);
  EXPECT_TRUE(take_step(item, RectificationStep::answer));
  EXPECT_TRUE(take_step(item, RectificationStep::answer)) << "with more evidence";
  EXPECT_TRUE(take_step(item, RectificationStep::close));
  EXPECT_EQ(told(take_step(item, RectificationStep::answer)), "no-such-step");
  EXPECT_FALSE(is_overdue(item, *parse_iso_day("2027-01-01"))) << "it is closed";
}

TEST(Rectification, HasATopicAndADayToCome) {
  Rectification item{.topic = "overdue_tasks", .text = "三天内上门", .due = *parse_iso_day("2026-11-22")};
  EXPECT_EQ(told(check(item, kToday)), "bad-date");
  EXPECT_TRUE(is_overdue(item, kToday));
  item.due = kToday;
  item.topic = "Overdue";
  EXPECT_EQ(told(check(item, kToday)), "bad-choice");
}

}  // namespace meeting_test
}  // namespace weige::work
