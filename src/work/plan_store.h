// SQL of plans of the day, their doors and the codes of doors. Whoever reads sees the doors in scope.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/plan.h"
#include "work/plan_rate.h"

namespace weige::work {

inline constexpr access::SubjectKind kPlanSubject{"plan"};

struct Plan {
  PlanId id;
  access::PostId post;
  access::AreaId area;
  Day day{};
  std::uint64_t seed = 0;
  Instant made_at{};
  int minutes = kMinutesOutside;  // how long the day is
  int resized = 0;                // how often that was said anew
};
std::optional<Plan> find_plan(store::Transaction& tx, access::PostId post, Day day);
// Whether the premises are among the `first` doors of the post's list of the day, in the order of the list. A
// list that was made anew more often leads nowhere: it could be made to name door after door.
inline constexpr int kResizedAtMost = 3;
bool is_planned(store::Transaction& tx, access::PostId post, Day day, std::int64_t premises, int first);
access::Change insert_plan(store::Transaction& tx, const Plan& plan);
// Its minutes; doors that nobody has been to on its day are on it no more.
access::Change resize_plan(store::Transaction& tx, const Plan& plan);
// After those that are there; doors get their codes.
access::Change append_doors(store::Transaction& tx, const Plan& plan, std::span<const PlannedDoor> doors);

enum class DoorState { to_do, not_at_home, done };
std::string_view code(DoorState state);
struct PlanDoorView {
  int number = 0;
  PlannedDoor door;
  std::string code = {};
  std::string address = {};
  std::optional<DoorPoint> point = {};
  int residents = 0;
  DoorState state = DoorState::to_do;  // by the visits of the plan's day
};
// By number.
std::vector<PlanDoorView> plan_doors(store::Transaction& tx, const access::Scope& scope, const Plan& plan);

struct CodedDoor {
  std::string code;
  std::int64_t premises = 0;
  std::string address;
};
// nullopt also out of scope.
std::optional<CodedDoor> door_by_code(store::Transaction& tx, const access::Scope& scope,
                                      std::string_view code);

enum class YieldLevel { grid, committee };
struct YieldQuery {
  std::string from, to;                   // months, both included
  std::optional<std::int64_t> area = {};  // with what lies beneath it
  YieldLevel by = YieldLevel::committee;
};
struct YieldRow {
  std::string month;
  std::int64_t area_id = 0;
  DoorChosen chosen = DoorChosen::none;
  bool by_chance = false;
  PlanYield yield;
};
// Newest month first, then by area. A door counts in the area it lay in.
std::vector<YieldRow> plan_yields(store::Transaction& tx, const access::Scope& scope,
                                  const YieldQuery& query);

// What was expected of answered doors since the day and what was found, by the evidence that weighed most.
PastYields past_yields(store::Transaction& tx, const access::Scope& scope, Day since);

// Plans of before the day with their doors; how many plans, at most the limit.
std::int64_t erase_old_day_plans(store::Transaction& tx, Day before, int limit);
// Of doors that no list has named since that day.
std::int64_t erase_unused_codes(store::Transaction& tx, Day before, int limit);

}  // namespace weige::work
