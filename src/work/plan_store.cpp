#include "work/plan_store.h"

#include <array>
#include <charconv>
#include <set>

#include "registry/by_id_store.h"

namespace weige::work {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::uint64_t kCodeNumbers = std::uint64_t{1} << 25U;
// Visits that tell what is true there; with the others somebody was there and learned nothing.
#define WEIGE_TELLING_VISIT "v.outcome IN ('spoke_with', 'moved', 'wrong_address')"

Plan plan_from_row(const Row& row) {
  Plan out{.id = row.get<PlanId>(0),
           .post = row.get<access::PostId>(1),
           .area = row.get<access::AreaId>(2),
           .day = row.get<Day>(3),
           .made_at = row.get<Instant>(5),
           .minutes = row.get<int>(6),
           .resized = row.get<int>(7)};
  if (out.minutes == 0) out.minutes = kMinutesOutside;
  const auto seed = row.text(4);
  std::from_chars(seed.data(), seed.data() + seed.size(), out.seed);
  return out;
}

std::string kept_hours(std::span<const int> hours) {
  std::string out;
  for (const int hour : hours) out += (out.empty() ? "" : ",") + std::to_string(hour);
  return out;
}

std::vector<int> hours_from_kept(std::string_view text) {
  std::vector<int> out;
  for (const char *at = text.data(), *end = at + text.size(); at < end;) {
    int hour = 0;
    at = std::from_chars(at, end, hour).ptr;
    out.push_back(hour);
    if (at < end) ++at;
  }
  return out;
}

bool has_code(Transaction& tx, std::string_view code) {
  return tx.scalar<int>("SELECT count(*) FROM door_code WHERE code = $1", code) > 0;
}

// Spread over all codes, so that one tells nothing of another; the next free one where it is taken.
std::string free_code(Transaction& tx, std::int64_t premises) {
  auto number = (static_cast<std::uint64_t>(premises) * 0x9E3779B97F4A7C15ULL) >> 39U;
  auto code = door_code(static_cast<std::uint32_t>(number));
  while (has_code(tx, code)) {
    number = (number + 1) % kCodeNumbers;
    code = door_code(static_cast<std::uint32_t>(number));
  }
  return code;
}

void give_codes(Transaction& tx, std::span<const PlannedDoor> doors, Day day) {
  static const registry::ById sql("SELECT premises_id FROM door_code WHERE premises_id IN ");
  std::vector<std::int64_t> ids;
  for (const auto& door : doors) ids.push_back(door.premises);
  std::set<std::int64_t> known;
  registry::each_by_id(tx, sql, ids, [&](const Row& row) { known.insert(row.int64(0)); });
  for (const auto id : known)
    tx.exec("UPDATE door_code SET used_on = $2 WHERE premises_id = $1 AND COALESCE(used_on, '') < $2", id,
            day);
  for (const auto id : ids)
    if (known.insert(id).second)
      tx.exec("INSERT INTO door_code (premises_id, code, used_on) VALUES ($1, $2, $3)", id, free_code(tx, id),
              day);
}

PlanDoorView door_view_from_row(const Row& row) {
  PlanDoorView out{.number = row.get<int>(0),
                   .door = {.premises = row.int64(1),
                            .area_id = row.int64(2),
                            .chosen = door_chosen_of(row.text(3)).value(),
                            .by_chance = row.get<bool>(4),
                            .minutes = row.real(5),
                            .reasons = reasons_from_kept(row.text(6)),
                            .best_hours = hours_from_kept(row.text(7))},
                   .code = row.get<std::string>(8),
                   .address = row.get<std::string>(9),
                   .residents = row.get<int>(12),
                   .state = static_cast<DoorState>(row.get<int>(13))};
  if (!row.is_null(10) && !row.is_null(11)) out.point = DoorPoint{row.real(10), row.real(11)};
  return out;
}

YieldRow yield_row(const Row& row) {
  return {.month = row.get<std::string>(0),
          .area_id = row.int64(1),
          .chosen = door_chosen_of(row.text(2)).value(),
          .by_chance = row.get<bool>(3),
          .yield = {.doors = row.int64(4),
                    .answered = row.int64(5),
                    .with_errors = row.int64(6),
                    .errors = row.int64(7),
                    .minutes = row.real(8)}};
}

}  // namespace

std::string_view code(DoorState state) {
  if (state == DoorState::done) return "done";
  return state == DoorState::not_at_home ? "not_at_home" : "to_do";
}

std::optional<Plan> find_plan(Transaction& tx, access::PostId post, Day day) {
  return tx.first(
      "SELECT id, post_id, area_id, day, seed, made_at, COALESCE(minutes, 0), COALESCE(resized, 0) FROM plan "
      "WHERE post_id = $1 AND day = $2",
      plan_from_row, post, day);
}

bool is_planned(Transaction& tx, access::PostId post, Day day, std::int64_t premises, int first) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM plan p JOIN plan_door d ON d.plan_id = p.id WHERE p.post_id = $1 AND "
             "p.day = $2 AND d.premises_id = $3 AND d.number <= $4 AND COALESCE(p.resized, 0) <= $5",
             post, day, premises, first, kResizedAtMost) > 0;
}

access::Change insert_plan(Transaction& tx, const Plan& plan) {
  tx.exec(
      "INSERT INTO plan (id, post_id, area_id, day, seed, made_at, minutes, resized) VALUES ($1, $2, $3, $4, "
      "$5, $6, $7, $8)",
      plan.id, plan.post, plan.area, plan.day, std::to_string(plan.seed), plan.made_at, plan.minutes,
      plan.resized);
  return access::Change::of(kPlanSubject, plan.id);
}

access::Change resize_plan(Transaction& tx, const Plan& plan) {
  tx.exec("UPDATE plan SET minutes = $2, resized = $3 WHERE id = $1", plan.id, plan.minutes, plan.resized);
  tx.exec(
      "DELETE FROM plan_door WHERE plan_id = $1 AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.premises_id = "
      "plan_door.premises_id AND v.on_day = $2)",
      plan.id, plan.day);
  return access::Change::of(kPlanSubject, plan.id, "minutes=" + std::to_string(plan.minutes));
}

access::Change append_doors(Transaction& tx, const Plan& plan, std::span<const PlannedDoor> doors) {
  static constexpr std::array<std::string_view, 11> kDoorColumns{
      "plan_id",  "premises_id", "area_id", "number",  "chosen", "by_chance",
      "evidence", "expected",    "minutes", "reasons", "hours"};
  auto number = tx.scalar<int>("SELECT COALESCE(max(number), 0) FROM plan_door WHERE plan_id = $1", plan.id);
  std::vector<Params> rows;
  for (const auto& door : doors)
    rows.push_back(store::params(plan.id, door.premises, door.area_id, ++number, code(door.chosen),
                                 door.by_chance, code(door.main), door.expected, door.minutes,
                                 to_kept(door.reasons), kept_hours(door.best_hours)));
  if (!rows.empty()) tx.bulk_insert("plan_door", kDoorColumns, rows);
  give_codes(tx, doors, plan.day);
  return access::Change::of(kPlanSubject, plan.id, "doors=" + std::to_string(doors.size()));
}

std::vector<PlanDoorView> plan_doors(Transaction& tx, const access::Scope& scope, const Plan& plan) {
  return tx.all(
      "SELECT d.number, d.premises_id, t.area_id, d.chosen, d.by_chance, d.minutes, d.reasons, d.hours, "
      "COALESCE(c.code, ''), a.canonical, a.lng, a.lat, (SELECT count(*) FROM residence r WHERE "
      "r.premises_id = d.premises_id AND r.to_day IS NULL AND r.state NOT IN ('cancelled', 'undone')), "
      "COALESCE((SELECT max(CASE WHEN v.outcome = 'not_at_home' THEN 1 ELSE 2 END) FROM visit v WHERE "
      "v.premises_id = d.premises_id AND v.on_day = $3), 0) FROM plan_door d JOIN premises t ON t.id = "
      "d.premises_id JOIN address a ON a.id = t.address_id LEFT JOIN door_code c ON c.premises_id = "
      "d.premises_id WHERE d.plan_id = $2 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND "
      "s.area_id = t.area_id) ORDER BY d.number",
      door_view_from_row, scope, plan.id, plan.day);
}

std::optional<CodedDoor> door_by_code(Transaction& tx, const access::Scope& scope, std::string_view code) {
  return tx.first(
      "SELECT c.code, t.id, a.canonical FROM door_code c JOIN premises t ON t.id = c.premises_id JOIN "
      "address a ON a.id = t.address_id WHERE c.code = $2 AND EXISTS (SELECT 1 FROM post_scope s WHERE "
      "s.post_id = $1 AND s.area_id = t.area_id)",
      [](const Row& row) {
        return CodedDoor{row.get<std::string>(0), row.int64(1), row.get<std::string>(2)};
      },
      scope, code);
}

std::vector<YieldRow> plan_yields(Transaction& tx, const access::Scope& scope, const YieldQuery& query) {
  // A door that was answered twice on a day counts once, with what both visits changed; errors is NULL where
  // nobody answered. A grid is told as what it stands in where committees are asked for, as far as that is in
  // scope.
  return tx.all(
      "SELECT x.month, x.shown_id, x.chosen, x.by_chance, count(*), count(x.errors), CAST(sum(CASE WHEN "
      "x.errors > 0 THEN 1 ELSE 0 END) AS BIGINT), CAST(COALESCE(sum(x.errors), 0) AS BIGINT), sum(CASE WHEN "
      "x.errors IS NOT NULL THEN x.minutes ELSE 0.0 END) FROM (SELECT substr(p.day, 1, 7) AS month, CASE "
      "WHEN "
      "$5 = 'committee' AND own.kind = 'grid' AND EXISTS (SELECT 1 FROM post_scope up WHERE up.post_id = $1 "
      "AND "
      "up.area_id = own.parent_id) THEN own.parent_id ELSE t.area_id END AS shown_id, t.chosen, t.by_chance, "
      "t.minutes, (SELECT sum(v.changes) FROM visit v WHERE v.premises_id = t.premises_id AND v.on_day = "
      "p.day "
      "AND " WEIGE_TELLING_VISIT
      ") AS errors FROM post_scope s JOIN plan_door t ON t.area_id = s.area_id JOIN plan p ON p.id = "
      "t.plan_id "
      "JOIN area own ON own.id = t.area_id WHERE s.post_id = $1 AND p.day >= $2 AND p.day <= $3 AND ($4 = 0 "
      "OR "
      "EXISTS (SELECT 1 FROM area_closure k WHERE k.ancestor_id = $4 AND k.descendant_id = s.area_id))) x "
      "GROUP "
      "BY x.month, x.shown_id, x.chosen, x.by_chance ORDER BY x.month DESC, x.shown_id, x.chosen, "
      "x.by_chance",
      yield_row, scope, query.from + "-01", query.to + "-31", query.area.value_or(0),
      query.by == YieldLevel::committee ? std::string_view("committee") : std::string_view("grid"));
}

PastYields past_yields(Transaction& tx, const access::Scope& scope, Day since) {
  PastYields out{};
  tx.each(
      "SELECT x.evidence, sum(x.expected), CAST(sum(x.errors) AS BIGINT) FROM (SELECT t.plan_id, "
      "t.premises_id, t.evidence, t.expected, sum(v.changes) AS errors FROM post_scope s JOIN plan_door t ON "
      "t.area_id = s.area_id JOIN plan p ON p.id = t.plan_id JOIN visit v ON v.premises_id = t.premises_id "
      "AND v.on_day = p.day "
      "AND " WEIGE_TELLING_VISIT
      " WHERE s.post_id = $1 AND p.day >= $2 GROUP BY t.plan_id, t.premises_id, t.evidence, t.expected) x "
      "GROUP BY x.evidence",
      [&](const Row& row) {
        if (const auto kind = evidence_kind_of(row.text(0)))
          out[static_cast<std::size_t>(*kind)] = {row.real(1), static_cast<double>(row.int64(2))};
      },
      scope, since);
  return out;
}

std::int64_t erase_old_day_plans(Transaction& tx, Day before, int limit) {
  const auto gone = tx.all(
      "SELECT id FROM plan WHERE day < $1 ORDER BY day, id LIMIT $2",
      [](const Row& row) { return row.int64(0); }, before, limit);
  for (const auto id : gone) {
    tx.exec("DELETE FROM plan_door WHERE plan_id = $1", id);
    tx.exec("DELETE FROM plan WHERE id = $1", id);
  }
  return static_cast<std::int64_t>(gone.size());
}

std::int64_t erase_unused_codes(Transaction& tx, Day before, int limit) {
  return tx.exec(
      "DELETE FROM door_code WHERE premises_id IN (SELECT c.premises_id FROM door_code c WHERE c.used_on < "
      "$1 "
      "ORDER BY c.premises_id LIMIT $2)",
      before, limit);
}

}  // namespace weige::work
