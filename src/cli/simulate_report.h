// What a simulation came to, over its seeds: a table for people, JSON for machines. Pure.
#pragma once

#include <array>
#include <boost/json/object.hpp>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "town/simulation_interval.h"
#include "town/simulation_month.h"

namespace weige::cli {

// outcomes: by policy; none: not asked for.
struct SimulatedSeed {
  std::uint64_t seed = 0;
  std::size_t grids = 0;
  std::int64_t residences = 0, left_out = 0;
  std::array<std::optional<town::MonthOutcome>, town::kDoorPolicies> outcomes = {};

  const std::optional<town::MonthOutcome>& of(town::DoorPolicy policy) const {
    return outcomes[static_cast<std::size_t>(policy)];
  }
};

struct SimulationReport {
  std::string source;  // "sample_town" or "register"
  std::string driven;  // "use_cases" or "figures": simulate_towns.h
  Day first{};
  int months = 1;
  double hours_a_week = 0;
  town::ErrorWorld world = town::ErrorWorld::real;
  std::vector<SimulatedSeed> seeds;
};

// By how much less the register is wrong afterwards than with the other policy, paired by seed. share: of
// facts, in points of 1; found: wrong facts put right, more an hour.
struct SimulationGain {
  town::MeanInterval share, found_an_hour;
};
// None: one of the two was not asked for.
std::optional<SimulationGain> gain_over(const SimulationReport& report, town::DoorPolicy other);

boost::json::object to_json(const SimulationReport& report);
void tell_report(const SimulationReport& report, std::ostream& out);

}  // namespace weige::cli
