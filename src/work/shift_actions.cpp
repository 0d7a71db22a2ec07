#include "work/shift_actions.h"

#include <algorithm>

#include "access/area_store.h"
#include "access/audit.h"
#include "registry/record_store.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kShiftsPlanned{"shift.planned"}, kSwapAsked{"shift.swap_asked"},
    kSwapAnswered{"shift.swap_answered"};

struct GridOfShifts {
  std::int64_t id = 0;
  std::string name;
};

Result<GridOfShifts> shift_grid(const MeetingContext& context, std::int64_t wanted) {
  const auto id = wanted == 0 ? context.actor.area().value : wanted;
  if (!registry::covers(context.tx, context.actor.scope(), id)) return problem(ProblemCode::not_found);
  const auto area = access::find_area(context.tx, access::AreaId{id});
  if (!area) return problem(ProblemCode::not_found);
  if (area->kind != access::AreaKind::grid) return problem(ProblemCode::bad_choice, "area_id");
  return GridOfShifts{id, area->name};
}

ShiftView shift_view(const MeetingContext& context, const GridOfShifts& grid, Day week) {
  const auto& scope = context.actor.scope();
  ShiftView out{.area_id = grid.id,
                .area = grid.name,
                .week = week,
                .plan = plan_of_week(context.tx, scope, grid.id, week),
                .posts = shift_posts(context.tx, scope, grid.id),
                .hours = hour_evidence(answered_hours(context.tx, scope, grid.id))};
  if (!out.plan) return out;
  out.breaches = breaches_of(week, out.plan->slots);
  for (auto& swap : swaps_of(context.tx, scope, out.plan->id)) {
    const bool mine = swap.state == SwapState::asked && swap.asked_of == context.actor.post();
    out.swaps.push_back({std::move(swap), mine});
  }
  return out;
}

Result<ShiftView> view_of_plan(const MeetingContext& context, const ShiftPlan& plan) {
  WEIGE_TRY(const auto grid, shift_grid(context, plan.area_id));
  return shift_view(context, grid, plan.week);
}

std::vector<access::PostId> post_ids(const std::vector<ShiftPost>& posts) {
  std::vector<access::PostId> out;
  for (const auto& post : posts) out.push_back(post.id);
  return out;
}

Done check_slots(const MeetingContext& context, const ShiftPlan& plan) {
  return check(plan.week, plan.slots, post_ids(shift_posts(context.tx, context.actor.scope(), plan.area_id)));
}

const ShiftSlot* slot_of(const ShiftPlan& plan, ShiftSlotId id, access::PostId post) {
  const auto found = std::ranges::find(plan.slots, id, &ShiftSlot::id);
  return found != plan.slots.end() && found->post == post ? &*found : nullptr;
}

// Both still have what they give, and neither works twice at once.
Done check_swap(const MeetingContext& context, const ShiftPlan& plan, const ShiftSwap& swap) {
  if (!slot_of(plan, swap.slot, swap.asked_by)) return problem(ProblemCode::bad_choice, "slot_id");
  if (swap.other && !slot_of(plan, *swap.other, swap.asked_of))
    return problem(ProblemCode::bad_choice, "other_slot_id");
  if (swap.asked_of == swap.asked_by) return problem(ProblemCode::bad_choice, "post_id");
  auto after = plan;
  after.slots = swapped(plan.slots, swap);
  auto checked = check_slots(context, after);
  if (!checked && checked.problem().code == ProblemCode::bad_choice)
    return problem(ProblemCode::bad_choice, "post_id");
  return checked;
}

}  // namespace

Result<ShiftView> read_shifts(const MeetingContext& context, const ShiftsAsked& asked) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  WEIGE_TRY(const auto grid, shift_grid(context, asked.area));
  if (!is_monday(asked.week)) return problem(ProblemCode::bad_date, "week");
  return shift_view(context, grid, asked.week);
}

Result<std::vector<ShiftWeekView>> supervise_shifts(const MeetingContext& context, Day week) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  if (!is_monday(week)) return problem(ProblemCode::bad_date, "week");
  std::vector<ShiftWeekView> out;
  for (auto& one : shift_weeks(context.tx, context.actor.scope(), week)) {
    auto breaches = one.plan ? breaches_of(week, one.plan->slots) : std::vector<ShiftBreach>{};
    out.push_back({std::move(one), std::move(breaches)});
  }
  return out;
}

Result<ShiftView> plan_shifts(const MeetingContext& context, const ShiftsAsked& of,
                              std::vector<ShiftSlot> slots) {
  WEIGE_CHECK(context.actor.may(Right::plan_shifts));
  WEIGE_TRY(const auto grid, shift_grid(context, of.area));
  ShiftPlan plan{.id = ShiftPlanId{context.tx.next_id()},
                 .area_id = grid.id,
                 .week = of.week,
                 .made_by = context.actor.post(),
                 .made_at = context.now,
                 .slots = std::move(slots)};
  WEIGE_CHECK(check_slots(context, plan));
  auto change = insert_shift_plan(context.tx, plan);
  if (!change) return problem(ProblemCode::shift_plan_there);
  access::audit_change(context.tx, context.now, context.actor, kShiftsPlanned, *std::move(change));
  return shift_view(context, grid, plan.week);
}

Result<ShiftView> replan_shifts(const MeetingContext& context, const ShiftPlanAt& at,
                                std::vector<ShiftSlot> slots) {
  WEIGE_CHECK(context.actor.may(Right::plan_shifts));
  auto plan = find_shift_plan(context.tx, context.actor.scope(), at.id);
  if (!plan) return problem(ProblemCode::not_found);
  if (plan->version != at.version) return problem(ProblemCode::version_conflict);
  plan->slots = std::move(slots);
  plan->made_by = context.actor.post();
  plan->made_at = context.now;
  WEIGE_CHECK(check_slots(context, *plan));
  auto change = replace_slots(context.tx, *plan);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, kShiftsPlanned, *std::move(change));
  return view_of_plan(context, *plan);
}

Result<ShiftView> ask_swap(const MeetingContext& context, const NewSwap& wanted) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  const auto plan = find_shift_plan(context.tx, context.actor.scope(), wanted.plan);
  if (!plan) return problem(ProblemCode::not_found);
  const ShiftSwap swap{.id = ShiftSwapId{context.tx.next_id()},
                       .plan = plan->id,
                       .slot = wanted.slot,
                       .other = wanted.other,
                       .asked_by = context.actor.post(),
                       .asked_of = wanted.asked_of,
                       .asked_at = context.now};
  WEIGE_CHECK(check_swap(context, *plan, swap));
  for (const auto& one : swaps_of(context.tx, context.actor.scope(), plan->id))
    if (one.state == SwapState::asked && one.slot == swap.slot) return problem(ProblemCode::shift_swap_waits);
  access::audit_change(context.tx, context.now, context.actor, kSwapAsked, insert_swap(context.tx, swap));
  return view_of_plan(context, *plan);
}

Result<ShiftView> answer_swap(const MeetingContext& context, const SwapAnswer& answer) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  auto swap = find_swap(context.tx, context.actor.scope(), answer.id);
  if (!swap) return problem(ProblemCode::not_found);
  if (swap->asked_of != context.actor.post()) return problem(ProblemCode::forbidden);
  if (swap->version != answer.version) return problem(ProblemCode::version_conflict);
  if (swap->state != SwapState::asked)
    return problem(ProblemCode::no_such_step)
        .with("from", std::string(code(swap->state)))
        .with("to", std::string(code(answer.answer)));
  const auto plan = find_shift_plan(context.tx, context.actor.scope(), swap->plan).value();
  if (answer.answer == SwapState::agreed) {
    WEIGE_CHECK(check_swap(context, plan, *swap));
  }
  swap->state = answer.answer;
  swap->answered_at = context.now;
  auto change = answer_swap_row(context.tx, *swap);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, kSwapAnswered, *std::move(change));
  return view_of_plan(context, plan);
}

}  // namespace weige::work
