// Use cases of today's doors. Rights: read_tasks to look; visit_doors or assign_tasks to make a plan, of
// one's own post or of a coordinator's in one's areas; read_counters for what plans found.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/post.h"
#include "store/database.h"
#include "work/plan_store.h"

namespace weige::work {

struct PlanContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
  Day today() const { return town.day_of(now); }
};

struct PlanView {
  access::Post post;
  Day day{};
  std::optional<Plan> plan = {};  // none: not made yet
  std::vector<PlanDoorView> doors = {};
};
// post: none, the acting one. Problems of all three: forbidden, not_found (no coordinator's post in scope, or
// an acting post that goes to no doors itself).
Result<PlanView> read_plan(const PlanContext& context, std::optional<access::PostId> post);
// The one of today, made now where there is none yet. minutes: how long the day is for who walks, kept for
// that day; none: as it was said before, or 360. Where it is another length, doors that nobody has been to
// yet are chosen anew for the time that is left. Problem: bad_choice (minutes: below 30 or above 600).
struct DayWish {
  std::optional<access::PostId> post = {};
  std::optional<int> minutes = {};
};
Result<PlanView> make_plan_today(const PlanContext& context, const DayWish& wish);
// So many doors more, after those that are there. The plan is made first where there is none.
struct MoreDoors {
  std::optional<access::PostId> post = {};
  int doors = 10;
};
Result<PlanView> add_to_plan(const PlanContext& context, const MoreDoors& more);

// Problem: not_found (no door has the code, or one out of scope).
Result<CodedDoor> find_door_by_code(const PlanContext& context, std::string_view typed);

struct HitRate {
  std::string month;
  std::int64_t area_id = 0;
  PlanYield chosen, required, random;
  bool enough = false;
};
struct HitRateQuery {
  std::optional<std::int64_t> area = {};
  std::optional<std::string> from = {}, to = {};  // months
  YieldLevel by = YieldLevel::committee;
};
// Newest month first. Problems: forbidden, bad_date (from, to; more than 24 months).
Result<std::vector<HitRate>> plan_hit_rates(const PlanContext& context, const HitRateQuery& query);

// 2026-11: whether the text is a month.
bool is_month(std::string_view text);

}  // namespace weige::work
