// A visit of a simulated coordinator: the door is read and the visit recorded as the page does it, with what
// the error model lets one notice there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "town/simulation_list_actions.h"
#include "town/simulation_month.h"
#include "work/door_actions.h"
#include "work/visit_actions.h"

namespace weige::town {

// A door as the model and the simulation know it. registered: what the register says, in the model's numbers;
// ascending. newcomers: the residences of people whom the model counts below 0.
struct SimulatedDoor {
  const ModelDoor* model = nullptr;
  std::size_t number = 0;  // as newcomer_of has it
  TrueDoor truth;
  std::vector<std::int64_t> registered;
  DoorKind kind = DoorKind::owned;
  std::map<std::int64_t, std::int64_t> newcomers = {};  // by residence
};

struct VisitMade {
  bool answered = false;
  int found = 0;  // wrong facts put right
};

struct VisitParts {
  store::Database& database;
  const ErrorModel& model;
  const SimulatedLists& lists;
  const intake::FindingEvents& events;
  std::uint64_t seed = 1;
};
// day: as the model counts. submission: another one for each visit. The door is changed as the register is.
// Problems: those of work::record_visit; door_with_officer: somebody else leads the next visit there.
struct VisitWish {
  SimulatedPost by;
  int day = 0;
  Instant now;
  std::string submission;
};
Result<VisitMade> visit_door(const VisitParts& parts, SimulatedDoor& door, const VisitWish& wish);

}  // namespace weige::town
