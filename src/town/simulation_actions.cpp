#include "town/simulation_actions.h"

#include <map>
#include <set>
#include <unordered_map>

#include "access/area_store.h"
#include "access/audit.h"
#include "norms/rules_store.h"
#include "town/simulation_store.h"
#include "work/plan_evidence_store.h"

namespace weige::town {
namespace {

constexpr access::AuditAction kSimulationRead{"simulation.read"};

// Where there are grids, they; else all areas.
std::set<std::int64_t> walked_areas(store::Transaction& tx, const access::Scope& scope) {
  std::set<std::int64_t> all, grids;
  for (const auto& area : access::areas_in_scope(tx, scope)) {
    all.insert(area.id.value);
    if (area.kind == access::AreaKind::grid) grids.insert(area.id.value);
  }
  return grids.empty() ? all : grids;
}

// The doors of a whole ground, each moved to the ground of its own area with the building it is in.
class GroundDivider {
 public:
  explicit GroundDivider(work::PlanGround ground) : ground_(std::move(ground)) {}

  void move_door(work::DoorEvidence& door, ModelDoor& model) {
    auto& part = parts_[door.area_id];
    const auto [at, fresh] = part.buildings.try_emplace(door.building, part.grid.ground.buildings.size());
    if (fresh) part.grid.ground.buildings.push_back(ground_.buildings[door.building]);
    door.building = at->second;
    part.grid.ground.doors.push_back(std::move(door));
    part.grid.doors.push_back(std::move(model));
  }
  std::vector<work::DoorEvidence>& doors() { return ground_.doors; }
  std::vector<SimulatedGrid> grids() {
    std::vector<SimulatedGrid> out;
    for (auto& [area, part] : parts_) out.push_back(std::move(part.grid));
    return out;
  }

 private:
  struct Part {
    SimulatedGrid grid;
    std::unordered_map<std::size_t, std::size_t> buildings;
  };
  work::PlanGround ground_;
  std::map<std::int64_t, Part> parts_;
};

SimulationGround ground_in(store::Transaction& tx, const access::Scope& scope, Day today) {
  SimulationGround out;
  const auto rules = norms::rules_on(tx, today);
  out.rules = {.doors_a_day = rules.checking.doors_a_day,
               .minutes_a_door = rules.checking.minutes_a_door,
               .random_share = rules.checking.random_share,
               .finding_due_days = rules.quality.finding_due_days};
  auto models = find_model_doors(tx, scope);
  const auto walked = walked_areas(tx, scope);
  GroundDivider divider(
      work::find_ground(tx, scope, {.area = access::kTown, .post = scope.post(), .today = today}));
  for (auto& door : divider.doors()) {
    const auto model = models.find(door.premises);
    if (!walked.contains(door.area_id) || model == models.end()) {
      ++out.left_out;
      continue;
    }
    out.residences += static_cast<std::int64_t>(model->second.people.size());
    divider.move_door(door, model->second);
  }
  out.grids = divider.grids();
  return out;
}

}  // namespace

Result<SimulationGround> read_simulation_ground(store::Transaction& tx, const access::Actor& actor,
                                                const SimulationMoment& moment) {
  WEIGE_CHECK(actor.may(access::Right::read_counters));
  auto out = ground_in(tx, actor.scope(), moment.today);
  access::audit_incident(tx, moment.now,
                         {.action = kSimulationRead,
                          .outcome = access::Outcome::done,
                          .account = actor.account(),
                          .detail = "residences=" + std::to_string(out.residences)});
  return out;
}

Result<SimulationGround> make_simulation_ground(store::Database& database, const SampleSize& size,
                                                const standards::DivisionTable& divisions,
                                                const SampleTownTools& tools) {
  WEIGE_TRY(const auto made, make_sample_town(database, size, divisions, tools));
  (void)made;
  return database.write([&](store::Transaction& tx) -> Result<SimulationGround> {
    const auto system = access::Actor::system(tx, Instant{std::chrono::sys_days{size.until}},
                                              access::SystemReason::sample_town);
    return ground_in(tx, system.scope(), size.until);
  });
}

}  // namespace weige::town
