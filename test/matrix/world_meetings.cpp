// Meetings of the world: in each area one with what came of it, in each grid a week of shifts, a daily
// report. Written as the stores write them: the people asked to come would see what their areas do not cover.
#include "access/area_store.h"
#include "matrix/world.h"
#include "work/daily_report_store.h"
#include "work/meeting_store.h"
#include "work/practice_case_store.h"
#include "work/rectification_store.h"
#include "work/shift_store.h"

namespace weige::matrix {
namespace {

using store::Transaction;

const Day kMeetingDay = *parse_iso_day("2026-11-23");

struct MeetingArea {
  std::int64_t area;
  access::PostId post;  // nobody's
  std::string sign;
};

std::int64_t add_meeting(Transaction& tx, const MeetingArea& of) {
  const work::MeetingId id{tx.next_id()};
  (void)work::insert_meeting(tx, {.id = id,
                                  .area_id = of.area,
                                  .on = kMeetingDay,
                                  .at = "10:00",
                                  .place = of.sign + "楼",
                                  .called_by = of.post});
  return id.value;
}

std::int64_t add_rectification(Transaction& tx, const MeetingArea& of, std::int64_t meeting,
                               work::RectificationState state) {
  const work::RectificationId id{tx.next_id()};
  (void)work::insert_rectification(tx, {.id = id,
                                        .area_id = of.area,
                                        .meeting = work::MeetingId{meeting},
                                        .topic = "other",
                                        .text = "整改" + of.sign,
                                        .owner = of.post,
                                        .due = kMeetingDay,
                                        .state = state});
  return id.value;
}

std::int64_t add_case(Transaction& tx, const MeetingArea& of) {
  const work::PracticeCaseId id{tx.next_id()};
  (void)work::insert_case(tx, {.id = id,
                               .area_id = of.area,
                               .topic = "other",
                               .title = "案例" + of.sign,
                               .situation = "情",
                               .action = "做",
                               .outcome = "果",
                               .noted_by = of.post});
  return id.value;
}

work::ShiftPlan add_plan(Transaction& tx, const MeetingArea& of) {
  work::ShiftPlan plan{.id = work::ShiftPlanId{tx.next_id()},
                       .area_id = of.area,
                       .week = kMeetingDay,
                       .made_by = of.post,
                       .slots = {{.post = of.post, .on = kMeetingDay, .from = 540, .to = 600}}};
  (void)work::insert_shift_plan(tx, plan);
  return plan;
}

std::int64_t add_swap(Transaction& tx, const MeetingArea& of, const work::ShiftPlan& plan) {
  const work::ShiftSwapId id{tx.next_id()};
  (void)work::insert_swap(
      tx,
      {.id = id, .plan = plan.id, .slot = plan.slots.front().id, .asked_by = of.post, .asked_of = of.post});
  return id.value;
}

std::int64_t add_report(Transaction& tx, const MeetingArea& of) {
  const work::DailyReportId id{tx.next_id()};
  (void)work::insert_daily_report(tx, {.id = id,
                                       .version = 1,
                                       .area_id = of.area,
                                       .post = of.post,
                                       .on = kMeetingDay,
                                       .note = "日报" + of.sign,
                                       .handed_in_at = Instant{}});
  return id.value;
}

}  // namespace

void World::make_meetings() {
  for (const auto each : kAreas) {
    const std::string area(each);
    const MeetingArea of{id(area, "area"), access::PostId{id(area, "post")}, text(area, "sign")};
    const auto keep = [&](const std::string& name, std::int64_t made) {
      note(area, name, made);
      note(area, "v:" + name, 1);
      ids_[area].insert(made);
    };
    (void)database_.write([&](Transaction& tx) -> Done {
      const auto meeting = add_meeting(tx, of);
      keep("meeting", meeting);
      keep("rectification", add_rectification(tx, of, meeting, work::RectificationState::open));
      keep("answered", add_rectification(tx, of, meeting, work::RectificationState::answered));
      keep("case", add_case(tx, of));
      keep("daily_report", add_report(tx, of));
      if (access::find_area(tx, access::AreaId{of.area})->kind != access::AreaKind::grid) return done();
      note(area, "shift_area", of.area);
      const auto plan = add_plan(tx, of);
      keep("shift_plan", plan.id.value);
      keep("shift_slot", plan.slots.front().id.value);
      keep("shift_swap", add_swap(tx, of, plan));
      return done();
    });
  }
}

}  // namespace weige::matrix
