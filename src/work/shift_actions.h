// Use cases of staggered hours (S5). Rights: plan_shifts to plan a grid's week; the task force and everyone
// who covers the grid looks (attend_meetings); the three of the grid ask each other for a swap.
#pragma once

#include <vector>

#include "work/meeting_context.h"
#include "work/shift_store.h"

namespace weige::work {

struct SwapView {
  ShiftSwap swap;
  bool is_mine_to_answer = false;
};
struct ShiftView {
  std::int64_t area_id = 0;
  std::string area = {};
  Day week{};
  std::optional<ShiftPlan> plan = {};  // none yet
  std::vector<ShiftPost> posts = {};
  std::vector<ShiftBreach> breaches = {};
  std::vector<SwapView> swaps = {};
  std::vector<HourEvidence> hours = {};
};
// area 0: the post's own. Problems: forbidden, not_found, bad_date (week), bad_choice (the area is no grid).
struct ShiftsAsked {
  std::int64_t area = 0;
  Day week{};
};
Result<ShiftView> read_shifts(const MeetingContext& context, const ShiftsAsked& asked);

// A grid's week as the task force sees it.
struct ShiftWeekView {
  ShiftWeek of;
  std::vector<ShiftBreach> breaches = {};
};
Result<std::vector<ShiftWeekView>> supervise_shifts(const MeetingContext& context, Day week);

// Problems: those of read_shifts, shift_plan_there, those of check().
Result<ShiftView> plan_shifts(const MeetingContext& context, const ShiftsAsked& of,
                              std::vector<ShiftSlot> slots);
// Problems: forbidden, not_found, version_conflict, those of check().
struct ShiftPlanAt {
  ShiftPlanId id;
  std::int64_t version = 0;
};
Result<ShiftView> replan_shifts(const MeetingContext& context, const ShiftPlanAt& at,
                                std::vector<ShiftSlot> slots);

struct NewSwap {
  ShiftPlanId plan;
  ShiftSlotId slot;                       // the acting post's own
  std::optional<ShiftSlotId> other = {};  // of the post that is asked
  access::PostId asked_of;
};
// Problems: forbidden, not_found, bad_choice (slot, other_slot_id, post_id), shift_swap_waits, shift_overlap.
Result<ShiftView> ask_swap(const MeetingContext& context, const NewSwap& wanted);
struct SwapAnswer {
  ShiftSwapId id;
  std::int64_t version = 0;
  SwapState answer = SwapState::agreed;  // or declined
};
// By the post that was asked. Problems: forbidden, not_found, version_conflict, no_such_step, shift_overlap.
Result<ShiftView> answer_swap(const MeetingContext& context, const SwapAnswer& answer);

}  // namespace weige::work
