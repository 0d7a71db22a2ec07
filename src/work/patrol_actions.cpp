#include "work/patrol_actions.h"

#include <algorithm>

#include "access/audit.h"
#include "work/inspection_actions.h"
#include "work/key_premises_actions.h"
#include "work/place_work_actions.h"
#include "work/task_writer.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kPatrolPlanned{"patrol.planned"}, kPatrolRecorded{"patrol.recorded"},
    kPatrolDropped{"patrol.dropped"}, kPatrolFollowed{"patrol.notice_followed"};

Result<Patrol> patrol_in_reach(const PlaceContext& context, PatrolId id) {
  auto found = find_patrol(context.tx, context.actor.scope(), id);
  if (!found) return problem(ProblemCode::not_found);
  return *std::move(found);
}

// Planned and not yet done.
Result<Patrol> planned_patrol(const PlaceContext& context, const SeenVersion& seen) {
  WEIGE_TRY(auto patrol, patrol_in_reach(context, PatrolId{seen.id}));
  if (patrol.version != seen.version) return problem(ProblemCode::version_conflict);
  if (patrol.state != PatrolState::planned) return problem(ProblemCode::work_over);
  return patrol;
}

Done check_patrol_done(const PlaceContext& context, const PatrolDone& done_then, std::size_t places) {
  WEIGE_CHECK(check_past_day(done_then.on, context.today(), "on"));
  if (done_then.hour < 0 || done_then.hour > 23)
    return problem(ProblemCode::bad_number, "hour").with("min", "0").with("max", "23");
  return check_noticed(done_then.noticed, places);
}

void insert_all_noticed(const PlaceContext& context, PatrolId patrol, std::vector<Noticed> noticed) {
  for (auto& each : noticed) {
    each.id = {context.tx.next_id()};
    insert_noticed(context.tx, patrol, each);
  }
}

Result<Patrol> kept_patrol(const PlaceContext& context, const Patrol& after, access::AuditAction action) {
  auto change = update_patrol(context.tx, after);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, action, *std::move(change));
  return patrol_in_reach(context, after.id);
}

Right right_to_hand_on(NoticeBecame as) {
  switch (as) {
    case NoticeBecame::task:
      return Right::assign_tasks;
    case NoticeBecame::report:
      return Right::report_key_premises;
    case NoticeBecame::inspection:
      break;
  }
  return Right::inspect;
}

Result<std::int64_t> notice_as_task(const PlaceContext& context, const NoticeFollowed& wanted,
                                    const Noticed& noticed) {
  if (!wanted.premises) return problem(ProblemCode::missing_field, "premises_id");
  if (!wanted.due) return problem(ProblemCode::missing_field, "due");
  WEIGE_CHECK(check_premises(context, *wanted.premises, "premises_id"));
  WEIGE_CHECK(check_coming_day(*wanted.due, context.today(), "due"));
  WEIGE_TRY(const auto task, open_task(context.tx, context.now,
                                       {.source = TaskSource::by_hand,
                                        .source_id = noticed.id.value,
                                        .premises = wanted.premises,
                                        .due = *wanted.due,
                                        .text = std::string(code(noticed.what))}));
  return task.value;
}

Result<std::int64_t> handed_on(const PlaceContext& context, const NoticeFollowed& wanted,
                               const Patrol& patrol, const Noticed& noticed) {
  const auto& place = patrol.places.at(static_cast<std::size_t>(noticed.place - 1));
  switch (wanted.as) {
    case NoticeBecame::task:
      return notice_as_task(context, wanted, noticed);
    case NoticeBecame::report: {
      WEIGE_TRY(const auto report, report_key_premises(context, {.address = place, .kind = wanted.kind}));
      return report.id.value;
    }
    case NoticeBecame::inspection:
      break;
  }
  WEIGE_TRY(const auto inspection, inspect(context, {.area = patrol.area_id,
                                                     .subject = InspectionSubject::public_safety,
                                                     .finding = wanted.finding,
                                                     .on = context.today()}));
  return inspection.id.value;
}

}  // namespace

Result<PlaceList<Patrol>> list_patrols(const PlaceContext& context, std::optional<PatrolState> state,
                                       const PlacePage& page) {
  WEIGE_CHECK(context.actor.may(Right::patrol));
  return place_list(find_patrols(context.tx, context.actor.scope(), state, page), page.limit);
}

Result<Patrol> read_patrol(const PlaceContext& context, PatrolId id) {
  WEIGE_CHECK(context.actor.may(Right::patrol));
  return patrol_in_reach(context, id);
}

Result<Patrol> plan_patrol(const PlaceContext& context, const NewPatrol& input) {
  WEIGE_CHECK(context.actor.may(Right::patrol));
  WEIGE_CHECK(check_work_area(context, input.area, "area_id"));
  WEIGE_TRY(const auto post, post_in_reach(context, input.post.value_or(context.actor.post()), "post_id"));
  WEIGE_CHECK(check_patrol_places(input.places));
  Patrol patrol{.id = {context.tx.next_id()},
                .area_id = input.area,
                .by = {post.id, post.title},
                .planned_by = context.actor.post(),
                .planned_on = input.planned_on,
                .places = input.places};
  if (input.done) {
    if (post.id != context.actor.post()) return problem(ProblemCode::forbidden, "post_id");  // who was there
    WEIGE_CHECK(check_patrol_done(context, *input.done, input.places.size()));
    patrol.planned_on = input.done->on;
    patrol.state = PatrolState::done;
    patrol.done_on = input.done->on;
    patrol.hour = input.done->hour;
  } else {
    WEIGE_CHECK(check_coming_day(input.planned_on, context.today(), "planned_on"));
  }
  access::audit_change(context.tx, context.now, context.actor, input.done ? kPatrolRecorded : kPatrolPlanned,
                       insert_patrol(context.tx, patrol));
  if (input.done) insert_all_noticed(context, patrol.id, input.done->noticed);
  return patrol_in_reach(context, patrol.id);
}

Result<Patrol> record_patrol(const PlaceContext& context, const SeenVersion& seen,
                             const PatrolDone& done_then) {
  WEIGE_CHECK(context.actor.may(Right::patrol));
  WEIGE_TRY(auto patrol, planned_patrol(context, seen));
  WEIGE_CHECK(check_patrol_done(context, done_then, patrol.places.size()));
  patrol.state = PatrolState::done;
  patrol.done_on = done_then.on;
  patrol.hour = done_then.hour;
  insert_all_noticed(context, patrol.id, done_then.noticed);
  return kept_patrol(context, patrol, kPatrolRecorded);
}

Result<Patrol> drop_patrol(const PlaceContext& context, const SeenVersion& seen) {
  WEIGE_CHECK(context.actor.may(Right::patrol));
  WEIGE_TRY(auto patrol, planned_patrol(context, seen));
  patrol.state = PatrolState::dropped;
  return kept_patrol(context, patrol, kPatrolDropped);
}

Result<Patrol> follow_notice(const PlaceContext& context, std::int64_t version,
                             const NoticeFollowed& wanted) {
  WEIGE_CHECK(context.actor.may(Right::patrol));
  WEIGE_CHECK(context.actor.may(right_to_hand_on(wanted.as)));
  const auto id = patrol_of_notice(context.tx, wanted.notice);
  if (!id) return problem(ProblemCode::not_found);
  WEIGE_TRY(auto patrol, patrol_in_reach(context, *id));
  if (patrol.version != version) return problem(ProblemCode::version_conflict);
  const auto noticed = std::ranges::find(patrol.noticed, wanted.notice, &Noticed::id);
  if (noticed == patrol.noticed.end()) return problem(ProblemCode::not_found);
  if (noticed->became) return problem(ProblemCode::work_over);
  WEIGE_TRY(noticed->became_id, handed_on(context, wanted, patrol, *noticed));
  noticed->became = wanted.as;
  set_became(context.tx, *noticed);
  return kept_patrol(context, patrol, kPatrolFollowed);
}

}  // namespace weige::work
