#include "work/plan_turnover.h"

#include <algorithm>

namespace weige::work {
namespace {

constexpr double kNearlyEqual = 400;  // a shape: rates differ by a twentieth of themselves

}  // namespace

GammaPrior gamma_prior(std::span<const Exposure> places) {
  Exposure all{kUsualTurnover, 1};
  for (const auto& place : places) {
    all.events += place.events;
    all.years += place.years;
  }
  const double mean = all.events / all.years;
  double spread = 0;
  int counted = 0;
  for (const auto& place : places) {
    if (place.years <= 0) continue;
    const double rate = place.events / place.years;
    spread += place.years * (rate - mean) * (rate - mean);
    ++counted;
  }
  if (counted < 2) return {.shape = 1, .rate = 1 / mean};
  // What differs beyond the chance of counting.
  const double excess = spread / all.years - mean * counted / all.years;
  const double shape = excess <= 0 ? kNearlyEqual : std::min(kNearlyEqual, mean * mean / excess);
  return {.shape = shape, .rate = shape / mean};
}

double shrunk_rate(const GammaPrior& prior, const Exposure& seen) {
  return (prior.shape + seen.events) / (prior.rate + seen.years);
}

std::vector<Turnover> turnover_of(const PlanGround& ground) {
  std::vector<Exposure> buildings(ground.buildings.size()), doors;
  for (const auto& door : ground.doors) {
    auto& building = buildings.at(door.building);
    building.events += door.moves;
    building.years += door.years;
    doors.push_back({door.moves, door.years});
  }
  const auto of_grid = gamma_prior(buildings);
  const auto of_doors = gamma_prior(doors);
  std::vector<Turnover> out;
  for (std::size_t i = 0; i < doors.size(); ++i) {
    const double building = shrunk_rate(of_grid, buildings[ground.doors[i].building]);
    const GammaPrior around{.shape = of_doors.shape, .rate = of_doors.shape / building};
    out.push_back({.door = shrunk_rate(around, doors[i]), .building = building});
  }
  return out;
}

}  // namespace weige::work
