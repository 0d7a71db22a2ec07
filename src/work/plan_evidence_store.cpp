#include "work/plan_evidence_store.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

// The rows t of a table in the area and the scope. From the areas on, each by its index, which CROSS JOIN
// tells SQLite: asked row by row, whether it lies there, the whole town would be read for one grid.
#define WEIGE_PLAN_HERE(table)                                                                      \
  " FROM area_closure k JOIN post_scope s ON s.post_id = $1 AND s.area_id = k.descendant_id CROSS " \
  "JOIN " table " t"
#define WEIGE_PLAN_IN " WHERE t.area_id = k.descendant_id AND k.ancestor_id = $2 AND "

struct GroundAddress {
  std::int64_t parent = 0;
  std::string level, sort_key;
  std::optional<DoorPoint> point;
};
using GroundAddresses = std::unordered_map<std::int64_t, GroundAddress>;

GroundAddresses addresses_here(Transaction& tx, const access::Scope& scope, const GroundQuery& query) {
  GroundAddresses out;
  tx.each(
      "SELECT t.id, COALESCE(t.parent_id, 0), t.level, t.sort_key, t.lng, t.lat" WEIGE_PLAN_HERE("address")
          WEIGE_PLAN_IN "t.state = 'current'",
      [&](const Row& row) {
        GroundAddress address{row.int64(1), row.get<std::string>(2), row.get<std::string>(3), {}};
        if (!row.is_null(4) && !row.is_null(5)) address.point = DoorPoint{row.real(4), row.real(5)};
        out.emplace(row.int64(0), std::move(address));
      },
      scope, query.area);
  return out;
}

// Sorts ids that are no part of the ground themselves: roads, and lanes that run through several grids.
std::string key_of_id(std::int64_t id) {
  auto digits = std::to_string(id);
  return std::string(16 - std::min<std::size_t>(digits.size(), 16), '0') + digits;
}

class GroundMaker {
 public:
  GroundMaker(Transaction& tx, const access::Scope& scope, const GroundQuery& query)
      : tx_(tx), scope_(scope), query_(query), addresses_(addresses_here(tx, scope, query)) {}

  PlanGround made() {
    read_premises();
    read_residences();
    read_moves();
    read_organisations();
    read_findings();
    read_tasks();
    read_hours();
    read_visits();
    return std::move(ground_);
  }

 private:
  template <class F>
  void each_at_door(std::string_view sql, F&& f, std::optional<Day> day = std::nullopt) {
    const auto at = [&](const Row& row) {
      const auto found = by_premises_.find(row.int64(0));
      if (found != by_premises_.end()) f(ground_.doors[found->second], row);
    };
    if (day)
      tx_.each(sql, at, scope_, query_.area, *day);
    else
      tx_.each(sql, at, scope_, query_.area);
  }

  void read_premises() {
    tx_.each(
        "SELECT t.id, t.area_id, t.address_id, t.confirmed_at" WEIGE_PLAN_HERE("premises") WEIGE_PLAN_IN
        "t.address_key IS NOT NULL ORDER BY t.id",
        [&](const Row& row) {
          by_premises_.emplace(row.int64(0), ground_.doors.size());
          DoorEvidence door{.premises = row.int64(0), .area_id = row.int64(1)};
          door.confirmed = row.get<Day>(3);
          door.years = kMovesYears;
          stand(door, row.int64(2));
          ground_.doors.push_back(std::move(door));
        },
        scope_, query_.area);
  }

  // The building is the innermost house or building on the way up; what is below it orders its doors.
  void stand(DoorEvidence& door, std::int64_t address_id) {
    auto building = address_id;
    for (auto at = addresses_.find(address_id); at != addresses_.end();
         at = addresses_.find(at->second.parent)) {
      building = at->first;
      if (at->second.level == "building" || at->second.level == "number") break;
      door.key = at->second.sort_key + "/" + door.key;
    }
    const auto known = addresses_.find(address_id);
    const auto [slot, fresh] = by_building_.try_emplace(building, ground_.buildings.size());
    if (fresh) ground_.buildings.push_back(place_of(building));
    door.building = slot->second;
    auto& place = ground_.buildings[slot->second];
    if (!place.point && known != addresses_.end()) place.point = known->second.point;
  }

  BuildingPlace place_of(std::int64_t building) const {
    BuildingPlace out{.lane = building, .lane_key = key_of_id(building)};
    const auto at = addresses_.find(building);
    if (at == addresses_.end()) return out;
    out.key = at->second.sort_key;
    out.point = at->second.point;
    out.lane = at->second.parent;
    out.lane_key = key_of_id(out.lane);
    if (const auto lane = addresses_.find(out.lane); lane != addresses_.end())
      out.lane_key = key_of_id(lane->second.parent) + "/" + lane->second.sort_key;
    return out;
  }

  static void confirmed_no_later(DoorEvidence& door, Day day) {
    if (!door.confirmed || day < *door.confirmed) door.confirmed = day;
  }

  void read_residences() {
    each_at_door("SELECT t.premises_id, count(*), min(t.confirmed_at)" WEIGE_PLAN_HERE("residence")
                     WEIGE_PLAN_IN
                 "t.to_day IS NULL AND t.state NOT IN ('cancelled', 'undone') GROUP BY t.premises_id",
                 [](DoorEvidence& door, const Row& row) {
                   door.residents = row.get<int>(1);
                   confirmed_no_later(door, row.get<Day>(2));
                 });
  }

  // A household that comes or goes on one day is one move; whoever goes as somebody comes, too.
  void read_moves() {
    const auto today = std::chrono::sys_days{query_.today};
    const Day since{today - std::chrono::days{365 * kMovesYears}};
    each_at_door(
        "SELECT t.premises_id, count(DISTINCT CASE WHEN t.from_day >= $3 THEN t.from_day END), "
        "count(DISTINCT "
        "CASE WHEN t.to_day >= $3 THEN t.to_day END)" WEIGE_PLAN_HERE("residence") WEIGE_PLAN_IN
        "t.state <> 'undone' GROUP BY t.premises_id",
        [](DoorEvidence& door, const Row& row) {
          door.moves = static_cast<double>(std::max(row.int64(1), row.int64(2)));
        },
        since);
  }

  void read_organisations() {
    each_at_door("SELECT t.premises_id, min(t.confirmed_at)" WEIGE_PLAN_HERE("organisation") WEIGE_PLAN_IN
                 "t.state = 'current' AND t.premises_id IS NOT NULL GROUP BY t.premises_id",
                 [](DoorEvidence& door, const Row& row) { confirmed_no_later(door, row.get<Day>(1)); });
  }

  void read_findings() {
    each_at_door(
        "SELECT p.id, count(*), CAST(sum(CASE WHEN t.kind IN ('new_person', 'moved_in', 'moved_within') THEN "
        "1 ELSE 0 END) AS BIGINT), CAST(sum(CASE WHEN t.kind = 'gone' AND t.residence_id IS NOT NULL THEN 1 "
        "ELSE 0 END) AS BIGINT)" WEIGE_PLAN_HERE("finding")
        " JOIN roster r ON r.id = t.roster_id JOIN address a ON a.current_key = t.place JOIN premises p ON "
        "p.address_key = a.id" WEIGE_PLAN_IN "t.state = 'open' AND r.compared_at IS NOT NULL GROUP BY p.id",
        [](DoorEvidence& door, const Row& row) {
          door.findings = row.get<int>(1);
          door.said_in = row.get<int>(2);
          door.said_gone = row.get<int>(3);
        });
  }

  void read_tasks() {
    each_at_door(
        "SELECT COALESCE(t.premises_id, o.premises_id, 0), t.source, t.due, t.post_id, t.attempts, "
        "t.state" WEIGE_PLAN_HERE(
            "task") " LEFT JOIN organisation o ON o.id = t.organisation_id" WEIGE_PLAN_IN
                    "t.state IN ('open', 'with_officer') ORDER BY t.due, t.id",
        [&](DoorEvidence& door, const Row& row) {
          if (row.text(5) == "with_officer") door.for_officer = true;
          const auto given_to = row.get<std::optional<access::PostId>>(3);
          if (given_to && *given_to != query_.post) return;
          door.tasks.push_back({.source = task_source_of(row.text(1)).value_or(TaskSource::by_hand),
                                .due = row.get<Day>(2),
                                .by_name = given_to.has_value(),
                                .attempts = row.get<int>(4)});
        });
  }

  void read_hours() {
    each_at_door(
        "SELECT h.premises_id, h.hour, h.visits, h.answered" WEIGE_PLAN_HERE(
            "premises") " JOIN door_hour h ON h.premises_id = t.id AND h.organisation_id = 0" WEIGE_PLAN_IN
                        "t.id > 0",
        [](DoorEvidence& door, const Row& row) {
          door.hours.at(static_cast<std::size_t>(row.int64(1))) = {row.get<int>(2), row.get<int>(3)};
        });
  }

  void read_visits() {
    each_at_door(
        "SELECT DISTINCT t.premises_id" WEIGE_PLAN_HERE("visit") WEIGE_PLAN_IN
        "t.premises_id IS NOT NULL AND t.on_day = $3 AND t.outcome <> 'not_at_home'",
        [](DoorEvidence& door, const Row&) { door.seen_today = true; }, query_.today);
  }

  Transaction& tx_;
  const access::Scope& scope_;
  const GroundQuery& query_;
  GroundAddresses addresses_;
  PlanGround ground_;
  std::unordered_map<std::int64_t, std::size_t> by_premises_, by_building_;
};

}  // namespace

PlanGround find_ground(Transaction& tx, const access::Scope& scope, const GroundQuery& query) {
  return GroundMaker(tx, scope, query).made();
}

}  // namespace weige::work
