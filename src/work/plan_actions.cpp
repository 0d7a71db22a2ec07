#include "work/plan_actions.h"

#include <algorithm>
#include <map>

#include "access/audit.h"
#include "access/post_store.h"
#include "norms/rules_store.h"
#include "work/plan_evidence_store.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kPlanMade{"plan.made"}, kPlanExtended{"plan.extended"},
    kPlanResized{"plan.resized"};
constexpr std::chrono::days kLearnFrom{180};
constexpr int kMonthsShown = 6, kMostMonths = 24;

// Whose doors are asked for.
Result<access::Post> post_of_plan(const PlanContext& context, std::optional<access::PostId> wanted) {
  if (!wanted || *wanted == context.actor.post()) {
    if (!context.actor.holds(Right::visit_doors)) return problem(ProblemCode::not_found);
    if (auto own = access::find_post(context.tx, context.actor.post(), context.now)) return std::move(*own);
    return problem(ProblemCode::not_found);
  }
  for (auto& post : access::posts_in_scope(context.tx, context.actor.scope(), context.now))
    if (post.id == *wanted && post.role == access::Role::coordinator) return std::move(post);
  return problem(ProblemCode::not_found);
}

PlanView view_of_plan(const PlanContext& context, access::Post post) {
  PlanView out{.post = std::move(post), .day = context.today()};
  out.plan = find_plan(context.tx, out.post.id, out.day);
  if (out.plan) out.doors = plan_doors(context.tx, context.actor.scope(), *out.plan);
  return out;
}

std::vector<PlannedDoor> doors_for(const PlanContext& context, const Plan& plan, const PlanWish& sized) {
  const auto rules = norms::rules_on(context.tx, plan.day).checking;
  auto wish = sized;
  wish.today = plan.day;
  wish.minutes_a_door = rules.minutes_a_door;
  wish.random_share = rules.random_share;
  wish.past =
      past_yields(context.tx, context.actor.scope(), Day{std::chrono::sys_days{plan.day} - kLearnFrom});
  const auto ground = find_ground(context.tx, context.actor.scope(),
                                  {.area = plan.area, .post = plan.post, .today = plan.day});
  return make_plan(ground, wish);
}

Plan new_plan(const PlanContext& context, const access::Post& post) {
  return {.id = PlanId{context.tx.next_id()},
          .post = post.id,
          .area = post.area,
          .day = context.today(),
          .seed = plan_seed(post.id, context.today()),
          .made_at = context.now};
}

// Before the post is looked for: whoever may make no plan learns nothing of posts.
Done may_make(const PlanContext& context) {
  const auto own = context.actor.may(Right::visit_doors);
  return own ? own : context.actor.may(Right::assign_tasks);
}

int doors_a_day(const PlanContext& context, const Plan& plan) {
  return doors_in(norms::rules_on(context.tx, plan.day).checking.doors_a_day, plan.minutes);
}

Plan plan_of_today(const PlanContext& context, const access::Post& post, std::optional<int> minutes = {}) {
  if (auto made = find_plan(context.tx, post.id, context.today())) return std::move(*made);
  auto plan = new_plan(context, post);
  plan.minutes = minutes.value_or(kMinutesOutside);
  std::vector<access::Change> receipts;
  receipts.push_back(insert_plan(context.tx, plan));
  receipts.push_back(append_doors(context.tx, plan,
                                  doors_for(context, plan,
                                            {.seed = plan.seed,
                                             .doors = static_cast<std::size_t>(doors_a_day(context, plan)),
                                             .minutes = plan.minutes})));
  access::audit_changes(context.tx, context.now, context.actor, kPlanMade, std::move(receipts));
  return plan;
}

// What was walked stays, and takes its share of the day.
void make_anew(const PlanContext& context, Plan plan, int minutes) {
  plan.minutes = minutes;
  ++plan.resized;
  std::vector<access::Change> receipts;
  receipts.push_back(resize_plan(context.tx, plan));
  PlanWish rest{.seed = plan.seed};
  for (const auto& door : plan_doors(context.tx, context.actor.scope(), plan))
    rest.taken.insert(door.door.premises);
  const auto walked = static_cast<int>(rest.taken.size());
  const auto a_door = norms::rules_on(context.tx, plan.day).checking.minutes_a_door;
  rest.doors = static_cast<std::size_t>(std::max(0, doors_a_day(context, plan) - walked));
  rest.minutes = std::max(0, minutes - walked * a_door);
  receipts.push_back(append_doors(context.tx, plan, doors_for(context, plan, rest)));
  access::audit_changes(context.tx, context.now, context.actor, kPlanResized, std::move(receipts));
}

std::string plan_months_before(Day day, int months) {
  return month_of(Day{(day.year() / day.month() - std::chrono::months{months}) / std::chrono::day{1}});
}

void add_yield(HitRate& rate, const YieldRow& row) {
  if (row.chosen == DoorChosen::chosen) rate.chosen += row.yield;
  if (row.chosen == DoorChosen::required) rate.required += row.yield;
  if (row.by_chance) rate.random += row.yield;
  rate.enough = std::min(rate.chosen.answered, rate.random.answered) >= kEnoughDoors;
}

}  // namespace

Result<PlanView> read_plan(const PlanContext& context, std::optional<access::PostId> wanted) {
  WEIGE_CHECK(context.actor.may(Right::read_tasks));
  WEIGE_TRY(auto post, post_of_plan(context, wanted));
  return view_of_plan(context, std::move(post));
}

Result<PlanView> make_plan_today(const PlanContext& context, const DayWish& wish) {
  WEIGE_CHECK(may_make(context));
  if (wish.minutes && (*wish.minutes < kLeastMinutes || *wish.minutes > kMostMinutes))
    return problem(ProblemCode::bad_choice, "minutes");
  WEIGE_TRY(auto post, post_of_plan(context, wish.post));
  const auto plan = plan_of_today(context, post, wish.minutes);
  if (wish.minutes && *wish.minutes != plan.minutes) make_anew(context, plan, *wish.minutes);
  return view_of_plan(context, std::move(post));
}

Result<PlanView> add_to_plan(const PlanContext& context, const MoreDoors& more) {
  WEIGE_CHECK(may_make(context));
  WEIGE_TRY(auto post, post_of_plan(context, more.post));
  const auto plan = plan_of_today(context, post);
  PlanWish wish{.doors = static_cast<std::size_t>(more.doors)};
  for (const auto& door : plan_doors(context.tx, context.actor.scope(), plan))
    wish.taken.insert(door.door.premises);
  wish.seed = plan.seed + wish.taken.size();
  access::audit_change(context.tx, context.now, context.actor, kPlanExtended,
                       append_doors(context.tx, plan, doors_for(context, plan, wish)));
  return view_of_plan(context, std::move(post));
}

Result<CodedDoor> find_door_by_code(const PlanContext& context, std::string_view typed) {
  WEIGE_CHECK(context.actor.may(Right::read_tasks));
  const auto code = read_door_code(typed);
  if (!code) return problem(ProblemCode::not_found);
  if (auto door = door_by_code(context.tx, context.actor.scope(), *code)) return std::move(*door);
  return problem(ProblemCode::not_found);
}

Result<std::vector<HitRate>> plan_hit_rates(const PlanContext& context, const HitRateQuery& query) {
  WEIGE_CHECK(context.actor.may(Right::read_counters));
  if (query.from && !is_month(*query.from)) return problem(ProblemCode::bad_date, "from");
  if (query.to && !is_month(*query.to)) return problem(ProblemCode::bad_date, "to");
  const auto to = query.to.value_or(month_of(context.today()));
  const auto last = parse_iso_day(to + "-01").value();
  std::map<std::pair<std::string, std::int64_t>, HitRate> sums;
  const auto from = query.from.value_or(plan_months_before(last, kMonthsShown - 1));
  if (from < plan_months_before(last, kMostMonths - 1)) return problem(ProblemCode::bad_date, "from");
  for (const auto& row : plan_yields(context.tx, context.actor.scope(),
                                     {.from = from, .to = to, .area = query.area, .by = query.by}))
    add_yield(sums[{row.month, row.area_id}], row);
  std::vector<HitRate> out;
  for (auto& [key, rate] : sums) {
    rate.month = key.first;
    rate.area_id = key.second;
    out.push_back(std::move(rate));
  }
  std::ranges::stable_sort(out, std::greater{}, &HitRate::month);
  return out;
}

bool is_month(std::string_view text) {
  return text.size() == 7 && parse_iso_day(std::string(text) + "-01").has_value();
}

}  // namespace weige::work
