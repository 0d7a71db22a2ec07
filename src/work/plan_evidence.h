// Evidence: what is known of a door that may make going there worth while. It tells of records and premises
// only, never of kinds of people (boundaries.md 1). Values, pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "work/task.h"

namespace weige::work {

// What an expected error rests on: the classes whose yield is learned from past visits.
enum class EvidenceKind { finding, handed_down, key_premises, flagged_site, other_task, age };
inline constexpr std::size_t kEvidenceKinds = 6;
std::string_view code(EvidenceKind kind);  // "finding"
std::optional<EvidenceKind> evidence_kind_of(std::string_view code);
EvidenceKind evidence_kind_of(TaskSource source);

// Degrees of CGCS2000.
struct DoorPoint {
  double lng = 0, lat = 0;
};
// What one walks to: a house or a building with its doors. keys sort in walking order.
struct BuildingPlace {
  std::int64_t lane = 0;  // the address that it stands in
  std::string lane_key = {}, key = {};
  std::optional<DoorPoint> point = {};
};

// by_name: given to the very post that walks, by its officer.
struct WaitingTask {
  TaskSource source = TaskSource::by_hand;
  Day due{};
  bool by_name = false;
  int attempts = 0;
};
struct HourTry {
  int tries = 0, answered = 0;
};

struct DoorEvidence {
  std::int64_t premises = 0;
  std::int64_t area_id = 0;
  std::size_t building = 0;           // in PlanGround::buildings
  std::string key = {};               // sorts the doors of a building
  std::optional<Day> confirmed = {};  // the oldest of what is recorded there
  int residents = 0;
  int findings = 0;                // open differences
  int said_in = 0, said_gone = 0;  // of these: people whom only a list names, or whom it no longer names
  std::vector<WaitingTask> tasks = {};
  double moves = 0, years = 0;  // times at which somebody moved in or out, in how many years
  std::array<HourTry, 24> hours = {};
  bool seen_today = false;   // somebody answered today
  bool for_officer = false;  // the officer leads the next visit (O5)
};

struct PlanGround {
  std::vector<BuildingPlace> buildings;
  std::vector<DoorEvidence> doors;  // by premises
};

}  // namespace weige::work
