#include "work/shift_store.h"

#include <map>

namespace weige::work {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kShiftScope =
    " EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id)";
constexpr std::string_view kSelectPlan =
    "SELECT t.id, t.version, t.area_id, t.week, t.made_by, t.made_at FROM shift_plan t WHERE";
constexpr std::string_view kSelectSwap =
    "SELECT w.id, w.version, w.plan_id, w.slot_id, w.other_slot_id, w.asked_by, w.asked_of, w.state,"
    " w.asked_at, w.answered_at FROM shift_swap w JOIN shift_plan t ON t.id = w.plan_id WHERE";

ShiftPlan plan_from_row(const Row& row) {
  return {.id = row.get<ShiftPlanId>(0),
          .version = row.int64(1),
          .area_id = row.int64(2),
          .week = row.get<Day>(3),
          .made_by = row.get<access::PostId>(4),
          .made_at = row.get<Instant>(5)};
}

ShiftSwap swap_from_row(const Row& row) {
  return {.id = row.get<ShiftSwapId>(0),
          .version = row.int64(1),
          .plan = row.get<ShiftPlanId>(2),
          .slot = row.get<ShiftSlotId>(3),
          .other = row.get<std::optional<ShiftSlotId>>(4),
          .asked_by = row.get<access::PostId>(5),
          .asked_of = row.get<access::PostId>(6),
          .state = swap_state_of(row.text(7)).value(),
          .asked_at = row.get<Instant>(8),
          .answered_at = row.get<std::optional<Instant>>(9)};
}

ShiftSlot slot_from_row(const Row& row) {
  return {.id = row.get<ShiftSlotId>(0),
          .post = row.get<access::PostId>(1),
          .on = row.get<Day>(2),
          .from = row.get<int>(3),
          .to = row.get<int>(4)};
}

std::optional<ShiftPlan> with_slots(Transaction& tx, std::optional<ShiftPlan> plan) {
  if (plan)
    plan->slots = tx.all(
        "SELECT id, post_id, on_day, from_minute, to_minute FROM shift_slot WHERE plan_id = $1"
        " ORDER BY on_day, from_minute, id",
        slot_from_row, plan->id);
  return plan;
}

void insert_slots(Transaction& tx, ShiftPlan& plan) {
  std::vector<Params> rows;
  for (auto& slot : plan.slots) {
    slot.id = ShiftSlotId{tx.next_id()};
    rows.push_back(store::params(slot.id, plan.id, slot.post, slot.on, slot.from, slot.to));
  }
  if (!rows.empty())
    tx.run_many(
        "INSERT INTO shift_slot (id, plan_id, post_id, on_day, from_minute, to_minute)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        rows);
}

}  // namespace

std::vector<ShiftPost> shift_posts(Transaction& tx, const access::Scope& scope, std::int64_t area) {
  return tx.all(
      "SELECT t.id, t.title, t.role FROM post t JOIN post_scope own ON own.post_id = t.id AND own.area_id = "
      "$2"
      " WHERE t.state = 'active' AND t.role IN ('grid_leader', 'community_officer', 'coordinator') AND EXISTS"
      " (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = $2) ORDER BY t.role, t.id",
      [](const Row& row) {
        return ShiftPost{row.get<access::PostId>(0), row.get<std::string>(1),
                         access::role_of(row.text(2)).value()};
      },
      scope, area);
}

std::optional<ShiftPlan> find_shift_plan(Transaction& tx, const access::Scope& scope, ShiftPlanId id) {
  static const std::string sql = std::string(kSelectPlan) + " t.id = $2 AND" + std::string(kShiftScope);
  return with_slots(tx, tx.first(sql, plan_from_row, scope, id));
}

std::optional<ShiftPlan> plan_of_week(Transaction& tx, const access::Scope& scope, std::int64_t area,
                                      Day week) {
  static const std::string sql =
      std::string(kSelectPlan) + " t.area_id = $2 AND t.week = $3 AND" + std::string(kShiftScope);
  return with_slots(tx, tx.first(sql, plan_from_row, scope, area, week));
}

std::optional<access::Change> insert_shift_plan(Transaction& tx, ShiftPlan& plan) {
  const auto added = tx.exec(
      "INSERT INTO shift_plan (id, version, area_id, week, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6)"
      " ON CONFLICT DO NOTHING",
      plan.id, plan.version, plan.area_id, plan.week, plan.made_by, plan.made_at);
  if (added == 0) return std::nullopt;
  insert_slots(tx, plan);
  return access::Change::of(kShiftPlanSubject, plan.id, "week=" + to_iso(plan.week));
}

std::optional<access::Change> replace_slots(Transaction& tx, ShiftPlan& plan) {
  const auto changed = tx.exec(
      "UPDATE shift_plan SET version = version + 1, made_by = $3, made_at = $4 WHERE id = $1 AND version = "
      "$2",
      plan.id, plan.version, plan.made_by, plan.made_at);
  if (changed != 1) return std::nullopt;
  tx.exec("DELETE FROM shift_swap WHERE plan_id = $1", plan.id);
  tx.exec("DELETE FROM shift_slot WHERE plan_id = $1", plan.id);
  insert_slots(tx, plan);
  ++plan.version;
  return access::Change::of(kShiftPlanSubject, plan.id, "week=" + to_iso(plan.week));
}

std::vector<ShiftWeek> shift_weeks(Transaction& tx, const access::Scope& scope, Day week) {
  auto out = tx.all(
      "SELECT t.id, t.name FROM area t JOIN post_scope s ON s.area_id = t.id AND s.post_id = $1 WHERE t.kind "
      "="
      " 'grid' AND t.state = 'current' ORDER BY t.code, t.id",
      [](const Row& row) { return ShiftWeek{.area_id = row.int64(0), .area = row.get<std::string>(1)}; },
      scope);
  std::map<std::int64_t, ShiftPlan> plans;
  static const std::string of_week = std::string(kSelectPlan) + " t.week = $2 AND" + std::string(kShiftScope);
  tx.each(
      of_week, [&](const Row& row) { plans.emplace(row.int64(2), plan_from_row(row)); }, scope, week);
  std::map<std::int64_t, std::int64_t> area_of_plan;
  for (const auto& [area, plan] : plans) area_of_plan.emplace(plan.id.value, area);
  static const std::string slots =
      "SELECT l.id, l.post_id, l.on_day, l.from_minute, l.to_minute, l.plan_id FROM shift_slot l JOIN"
      " shift_plan t ON t.id = l.plan_id WHERE t.week = $2 AND" +
      std::string(kShiftScope) + " ORDER BY l.on_day, l.from_minute, l.id";
  tx.each(
      slots,
      [&](const Row& row) { plans.at(area_of_plan.at(row.int64(5))).slots.push_back(slot_from_row(row)); },
      scope, week);
  for (auto& one : out)
    if (const auto found = plans.find(one.area_id); found != plans.end()) one.plan = std::move(found->second);
  return out;
}

access::Change insert_swap(Transaction& tx, const ShiftSwap& swap) {
  tx.exec(
      "INSERT INTO shift_swap (id, version, plan_id, slot_id, other_slot_id, asked_by, asked_of, state,"
      " asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      swap.id, swap.version, swap.plan, swap.slot, swap.other, swap.asked_by, swap.asked_of, code(swap.state),
      swap.asked_at);
  return access::Change::of(kShiftSwapSubject, swap.id, "plan=" + std::to_string(swap.plan.value));
}

std::optional<ShiftSwap> find_swap(Transaction& tx, const access::Scope& scope, ShiftSwapId id) {
  static const std::string sql = std::string(kSelectSwap) + " w.id = $2 AND" + std::string(kShiftScope);
  return tx.first(sql, swap_from_row, scope, id);
}

std::vector<ShiftSwap> swaps_of(Transaction& tx, const access::Scope& scope, ShiftPlanId plan) {
  static const std::string sql =
      std::string(kSelectSwap) + " w.plan_id = $2 AND" + std::string(kShiftScope) + " ORDER BY w.id";
  return tx.all(sql, swap_from_row, scope, plan);
}

std::optional<access::Change> answer_swap_row(Transaction& tx, const ShiftSwap& swap) {
  const auto changed = tx.exec(
      "UPDATE shift_swap SET version = version + 1, state = $3, answered_at = $4 WHERE id = $1 AND version ="
      " $2",
      swap.id, swap.version, code(swap.state), swap.answered_at);
  if (changed != 1) return std::nullopt;
  if (swap.state == SwapState::agreed) {
    constexpr std::string_view kGive = "UPDATE shift_slot SET post_id = $2 WHERE id = $1";
    tx.exec(kGive, swap.slot, swap.asked_of);
    if (swap.other) tx.exec(kGive, *swap.other, swap.asked_by);
    tx.exec("UPDATE shift_plan SET version = version + 1 WHERE id = $1", swap.plan);
  }
  return access::Change::of(kShiftSwapSubject, swap.id, "state=" + std::string(code(swap.state)));
}

std::array<HourTries, 24> answered_hours(Transaction& tx, const access::Scope& scope, std::int64_t area) {
  std::array<HourTries, 24> out{};
  tx.each(
      "SELECT h.hour, CAST(SUM(h.visits) AS BIGINT), CAST(SUM(h.answered) AS BIGINT) FROM door_hour h JOIN"
      " premises t ON t.id = h.premises_id WHERE t.area_id IN (SELECT k.descendant_id FROM area_closure k "
      "JOIN"
      " post_scope s ON s.area_id = k.descendant_id AND s.post_id = $1 WHERE k.ancestor_id = $2) GROUP BY"
      " h.hour",
      [&](const Row& row) {
        out.at(static_cast<std::size_t>(row.int64(0))) = {row.int64(1), row.int64(2)};
      },
      scope, area);
  return out;
}

std::int64_t delete_old_plans(Transaction& tx, Day before, int limit) {
  const auto old = tx.all(
      "SELECT id FROM shift_plan WHERE week < $1 ORDER BY id LIMIT $2",
      [](const Row& row) { return row.get<ShiftPlanId>(0); }, before, limit);
  for (const auto id : old) {
    tx.exec("DELETE FROM shift_swap WHERE plan_id = $1", id);
    tx.exec("DELETE FROM shift_slot WHERE plan_id = $1", id);
    tx.exec("DELETE FROM shift_plan WHERE id = $1", id);
  }
  return static_cast<std::int64_t>(old.size());
}

}  // namespace weige::work
