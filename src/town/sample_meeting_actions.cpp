#include "town/sample_meeting_actions.h"

#include <algorithm>
#include <array>

#include "work/daily_report.h"
#include "work/meeting_actions.h"
#include "work/practice_case_actions.h"
#include "work/rectification_actions.h"
#include "work/shift_actions.h"

namespace weige::town {
namespace {

using store::Transaction;
using work::MeetingContext;
using work::MeetingKind;

constexpr std::array<std::string_view, 4> kMinutes{
    "通报本周上门和核实情况，未遇的门改在傍晚和周末再走。", "核对名册与登记不一致的情况，逐户明确由谁上门。",
    "重点房屋按间隔走访，快到期的本周走完。", "对缺失门牌的楼栋，由网格长联系物业补装。"};
constexpr std::array<std::string_view, 4> kMeetingReports{
    "本周按计划上门，更正了几处联系电话，未遇的已排到下周。",
    "新登记的租户都已核实，名册还差一家单位没有交。", "兜底翻核查进度过半，剩下的集中在两幢楼。",
    "群里反映的门牌问题已走现场，记在巡查里。"};
constexpr std::array<std::string_view, 4> kMended{
    "把连续三次未遇的门列出来，由民警带队再走一次", "联系还没有交名册的单位，约定每月报送的时间",
    "半年没有核实的楼栋排进下周的走访计划", "补齐微网格力量中还没有签保密承诺的人员"};

// One meeting as it is held: called two days before, then led to its end.
struct SampleMeeting {
  std::int64_t area = 0;
  SampleDuty host;  // who calls and leads it
  std::vector<SampleDuty> talkers = {};
  MeetingKind kind = MeetingKind::weekly;
  int before = 0;  // days before the end
};

class SampleMeetings {
 public:
  SampleMeetings(const SampleWorkWish& wish, Transaction& tx, SampleRandom random)
      : wish_(wish), tx_(tx), random_(random) {}

  Done hold(const SampleMeeting& meeting) {
    const auto called = wish_.at(meeting.before + 2, 10), held = wish_.at(meeting.before, 16);
    WEIGE_TRY(const auto id, call(meeting, called, wish_.day(meeting.before)));
    for (const auto& talker : meeting.talkers)
      WEIGE_CHECK(as(talker, wish_.at(meeting.before + 1, 17), [&](const MeetingContext& context) {
        return work::say_word(context, {.id = id, .text = std::string(random_.pick(kMeetingReports))});
      }));
    return as(meeting.host, held, [&](const MeetingContext& context) { return lead(context, meeting, id); });
  }

  // On a day after the end.
  Done announce(const SampleMeeting& meeting) {
    WEIGE_CHECK(call(meeting, wish_.at(1, 11), Day{wish_.period.until + std::chrono::days{2}}));
    return done();
  }

  // f(MeetingContext) as somebody at that time.
  template <class F>
  auto as(const SampleDuty& duty, Instant now, F&& f) -> decltype(f(std::declval<const MeetingContext&>())) {
    WEIGE_TRY(const auto actor, sample_actor(tx_, now, duty));
    return f(MeetingContext{.tx = tx_, .actor = actor, .now = now});
  }

 private:
  Result<work::MeetingId> call(const SampleMeeting& meeting, Instant now, Day on) {
    return as(meeting.host, now, [&](const MeetingContext& context) -> Result<work::MeetingId> {
      WEIGE_TRY(const auto view, work::call_meeting(context, {.area = meeting.area,
                                                              .kind = meeting.kind,
                                                              .on = on,
                                                              .at = "15:00",
                                                              .place = "居委会二楼会议室"}));
      return view.of.meeting.id;
    });
  }

  Done lead(const MeetingContext& context, const SampleMeeting& meeting, work::MeetingId id) {
    WEIGE_TRY(auto view, work::read_meeting(context, id));
    const auto at = [&] { return work::MeetingAt{id, view.of.meeting.version}; };
    auto attendance = view.attendance;
    for (auto& one : attendance)
      one.presence = one.post == context.actor.post() || random_.chance(850) ? work::Presence::present
                                                                             : work::Presence::absent;
    WEIGE_TRY(view, work::enter_attendance(context, at(), attendance));
    const auto first = static_cast<std::size_t>(random_.below(static_cast<int>(kMinutes.size())));
    WEIGE_TRY(view, work::write_minutes(context, at(),
                                        {std::string(kMinutes[first]),
                                         std::string(kMinutes[(first + 1) % kMinutes.size()])}));
    if (!meeting.talkers.empty()) WEIGE_CHECK(agree(context, meeting, view));
    WEIGE_CHECK(work::close_meeting(context, at()));
    return done();
  }

  // Something to be mended; of earlier meetings most is done by now.
  Done agree(const MeetingContext& context, const SampleMeeting& meeting, const work::MeetingView& view) {
    const auto& owner = meeting.talkers.front();
    WEIGE_TRY(const auto item,
              work::agree_rectification(
                  context, {.meeting = view.of.meeting.id,
                            .topic = view.agenda.empty() ? "other" : view.agenda.front().topic,
                            .text = std::string(random_.pick(kMended)),
                            .owner = owner.post,
                            .due = Day{std::chrono::sys_days{context.today()} + std::chrono::days{10}}}));
    if (meeting.before < 7 || random_.chance(250)) return done();
    const auto answered = wish_.at(meeting.before - 5, 17);
    WEIGE_TRY(const auto told, as(owner, answered, [&](const MeetingContext& later) {
                return work::answer_rectification(later, {item.item.id, item.item.version},
                                                  "已逐户走完，登记已更正。");
              }));
    if (meeting.before < 14) return done();
    return as(meeting.host, wish_.at(meeting.before - 7, 16), [&](const MeetingContext& later) -> Done {
      WEIGE_CHECK(work::decide_rectification(later, {told.item.id, told.item.version},
                                             work::RectificationStep::close));
      return done();
    });
  }

  const SampleWorkWish& wish_;
  Transaction& tx_;
  SampleRandom random_;
};

// ---- staggered hours ----

// Somebody can be reached from nine to eight, and nobody works more than the rules of rest allow.
std::vector<work::ShiftSlot> slots_of_week(const SampleTeam& team, Day monday) {
  std::vector<work::ShiftSlot> out;
  const auto add = [&](const SampleDuty& duty, int weekday, int from, int to) {
    out.push_back({.post = duty.post,
                   .on = Day{std::chrono::sys_days{monday} + std::chrono::days{weekday}},
                   .from = from,
                   .to = to});
  };
  for (const int weekday : {0, 1, 2, 3}) add(*team.leader, weekday, 9 * 60, 17 * 60);
  add(*team.leader, 5, 10 * 60, 16 * 60);
  for (const int weekday : {1, 2, 3}) add(team.officer, weekday, 12 * 60, 20 * 60);
  add(team.officer, 4, 9 * 60, 17 * 60);
  add(team.officer, 6, 10 * 60, 16 * 60);
  for (const int weekday : {0, 1, 2, 3, 4}) add(*team.coordinator, weekday, 12 * 60 + 30, 20 * 60);
  return out;
}

Done plan_sample_shifts(const SampleWorkWish& wish, SampleMeetings& meetings, const SampleTeam& team) {
  const auto monday = std::chrono::sys_days{work::monday_of(wish.day(1))};
  for (const int week : {-1, 0, 1}) {
    const Day from{monday + std::chrono::days{7 * week}};
    WEIGE_CHECK(meetings.as(*team.leader, wish.at(8, 15), [&](const MeetingContext& context) {
      return work::plan_shifts(context, {.area = team.grid.value, .week = from}, slots_of_week(team, from));
    }));
  }
  return done();
}

// ---- practice cases ----

Done note_sample_cases(const SampleWorkWish& wish, SampleMeetings& meetings, const SampleTeam& team) {
  const std::array<work::PracticeCase, 2> cases{{{.area_id = team.grid.value,
                                                  .topic = "other",
                                                  .title = "傍晚走访，未遇少了一半",
                                                  .situation = "上班的人多，白天上门多次未遇。",
                                                  .action = "按应门时段把走访改到下午五点以后，错时排班。",
                                                  .outcome = "同样的门，傍晚大多有人应门，不再反复上门。"},
                                                 {.area_id = team.grid.value,
                                                  .topic = "other",
                                                  .title = "物业名册先核对再上门",
                                                  .situation = "名册与登记差别大，逐户核实费时。",
                                                  .action = "先由物业按楼核对名册，协管员只走有差别的门。",
                                                  .outcome = "上门数减少，差别当周都有了结果。"}}};
  int number = 0;
  for (const auto& one : cases) {
    const auto now = wish.at(20 - 9 * number, 15);
    WEIGE_TRY(const auto noted, meetings.as(team.clerk, now, [&](const MeetingContext& context) {
      return work::note_case(context, one);
    }));
    if (number++ > 0) continue;  // the other one waits for the office
    WEIGE_CHECK(
        meetings.as(wish.staffing.office, now + std::chrono::days{3}, [&](const MeetingContext& context) {
          return work::release_case(context, noted.of.id, noted.of.version);
        }));
  }
  return done();
}

SampleMeeting review_of(const SampleTeam& team, int before) {
  SampleMeeting out{.area = team.grid.value, .host = *team.leader, .before = before};
  if (team.coordinator) out.talkers.push_back(*team.coordinator);
  out.talkers.push_back(team.officer);
  return out;
}

Done hold_meetings(const SampleWorkWish& wish, SampleMeetings& meetings, const SampleTeam& team) {
  for (int week = team.is_open ? 3 : 0; week >= 0; --week)
    WEIGE_CHECK(meetings.hold(review_of(team, 4 + 7 * week)));
  if (!team.is_open) return done();
  WEIGE_CHECK(meetings.announce(review_of(team, 0)));
  return team.coordinator ? plan_sample_shifts(wish, meetings, team) : done();
}

// The committee's monthly summary, and what was learned.
Done sum_up(const SampleWorkWish& wish, Transaction& tx, const SampleTeam& team) {
  SampleMeetings meetings(wish, tx, wish.random.branch(3));
  WEIGE_CHECK(meetings.hold({.area = wish.staffing.committees[team.committee].area.value,
                             .host = team.clerk,
                             .talkers = {team.officer},
                             .kind = MeetingKind::monthly,
                             .before = 9}));
  return note_sample_cases(wish, meetings, team);
}

}  // namespace

Done make_sample_meetings(const SampleWorkWish& wish, const std::vector<SampleTeam>& teams) {
  bool has_summary = false;
  std::size_t number = 0;
  for (const auto& team : teams) {
    if (!team.leader || (!team.is_open && ++number % 3 != 0)) continue;
    WEIGE_CHECK(wish.database.write([&](Transaction& tx) {
      SampleMeetings meetings(wish, tx, team.random(wish, 3));
      return hold_meetings(wish, meetings, team);
    }));
    if (!team.is_open || has_summary) continue;
    has_summary = true;
    WEIGE_CHECK(wish.database.write([&](Transaction& tx) { return sum_up(wish, tx, team); }));
  }
  return done();
}

}  // namespace weige::town
