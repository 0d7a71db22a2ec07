// SQL of plans of staggered hours, their slots and swaps, and of the hours in which doors are answered.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/role.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/shift.h"

namespace weige::work {

inline constexpr access::SubjectKind kShiftPlanSubject{"shift_plan"}, kShiftSwapSubject{"shift_swap"};

// The three of the grid: active posts of leader, officer and coordinator that cover it.
struct ShiftPost {
  access::PostId id;
  std::string title;
  access::Role role = access::Role::nobody;
};
std::vector<ShiftPost> shift_posts(store::Transaction& tx, const access::Scope& scope, std::int64_t area);

std::optional<ShiftPlan> find_shift_plan(store::Transaction& tx, const access::Scope& scope, ShiftPlanId id);
std::optional<ShiftPlan> plan_of_week(store::Transaction& tx, const access::Scope& scope, std::int64_t area,
                                      Day week);
// With its slots, which get their ids here. nullopt: the week has one already.
std::optional<access::Change> insert_shift_plan(store::Transaction& tx, ShiftPlan& plan);
// Slots anew: swaps that were asked for are gone. nullopt: it is no longer `plan.version`.
std::optional<access::Change> replace_slots(store::Transaction& tx, ShiftPlan& plan);

// Grids in scope, with what is planned of the week, for those who supervise.
struct ShiftWeek {
  std::int64_t area_id = 0;
  std::string area;
  std::optional<ShiftPlan> plan = {};
};
std::vector<ShiftWeek> shift_weeks(store::Transaction& tx, const access::Scope& scope, Day week);

access::Change insert_swap(store::Transaction& tx, const ShiftSwap& swap);
std::optional<ShiftSwap> find_swap(store::Transaction& tx, const access::Scope& scope, ShiftSwapId id);
std::vector<ShiftSwap> swaps_of(store::Transaction& tx, const access::Scope& scope, ShiftPlanId plan);
// Writes the answer and, where agreed, the posts of the slots. nullopt: it is no longer `swap.version`.
std::optional<access::Change> answer_swap_row(store::Transaction& tx, const ShiftSwap& swap);

// Of all doors in the area with what lies beneath it; hours of the day only, no day, no door.
std::array<HourTries, 24> answered_hours(store::Transaction& tx, const access::Scope& scope,
                                         std::int64_t area);

// Plans of weeks before the day; how many.
std::int64_t delete_old_plans(store::Transaction& tx, Day before, int limit);

}  // namespace weige::work
