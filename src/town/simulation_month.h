// A month of visits in one grid against a truth that only the error model knows: by this product's plan, by
// chance, or the oldest first. What the plan is told (work::PlanGround) is changed here as the product would
// change it, so that a month takes seconds; simulation_walk_actions.h walks it through the use cases instead.
// Pure: same input, same outcome.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "town/simulation_model.h"
#include "town/simulation_time.h"
#include "work/plan_evidence.h"

namespace weige::town {

// nobody: no visit at all, to see what the month alone does.
enum class DoorPolicy { product, random, oldest, nobody };
inline constexpr std::size_t kDoorPolicies = 4;
std::string_view code(DoorPolicy policy);
std::optional<DoorPolicy> door_policy_of(std::string_view code);

// doors[i] is what the error model sees of ground.doors[i].
struct SimulatedGrid {
  work::PlanGround ground;
  std::vector<ModelDoor> doors;
};

// Of norms K1 and K3.
struct SimulationRules {
  int doors_a_day = 40;
  int minutes_a_door = 6;
  double random_share = 0.10;  // of all policies: each pays for being measured
  int finding_due_days = 7;
};

// hours_a_week: in each grid, ways included; more than 6 hours a day are walked by nobody.
struct MonthWish {
  Day first{};
  int months = 1;
  double hours_a_week = 1.2;  // docs/simulation.md tells why so few
  ErrorWorld world = ErrorWorld::real;
  std::uint64_t seed = 1;
  SimulationRules rules = {};
};

// A residence fact: a person and premises, where the person lives there, or is registered there, or both.
// Wrong is what is not both: missing (lives there, not registered) and gone (registered, does not live
// there).
struct RegisterErrors {
  std::int64_t missing = 0, gone = 0, facts = 0;
  std::int64_t kinds = 0, doors = 0;  // of doors: those of which the register has the wrong kind
  double share() const;               // of facts that are wrong; 0 where there are none
  RegisterErrors& operator+=(const RegisterErrors& other);
};

// Of one door. registered: numbers of persons, ascending, as the model counts them; kind: as registered.
RegisterErrors errors_at(const TrueDoor& truth, const std::vector<std::int64_t>& registered, DoorKind kind);
// What is in `from` and not in `those`; both ascending.
std::vector<std::int64_t> people_without(const std::vector<std::int64_t>& from,
                                         const std::vector<std::int64_t>& those);

// All doors in one building: no way is shorter than another (ErrorWorld::null).
void stand_under_one_roof(work::PlanGround& ground);

struct MonthOutcome {
  RegisterErrors before, after;
  std::int64_t visits = 0, answered = 0;
  std::int64_t found = 0;  // wrong facts that visits put right
  double minutes = 0;
  MonthOutcome& operator+=(const MonthOutcome& other);
};

MonthOutcome walk_month(const SimulatedGrid& grid, const MonthWish& wish, DoorPolicy policy);

}  // namespace weige::town
