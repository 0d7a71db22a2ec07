// SQL of doors: which place a task or visit is about, and in which hours somebody answered there.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "access/scope.h"
#include "store/database.h"
#include "work/door.h"

namespace weige::work {

// Wherever it lies: a task is put where its place is. An organisation that sits at premises is behind their
// door.
std::optional<DoorPlace> door_of(store::Transaction& tx, const DoorId& id);
// nullopt also out of scope.
std::optional<DoorPlace> find_door(store::Transaction& tx, const access::Scope& scope, const DoorId& id);
// Several at once, those in scope; for lists.
std::vector<DoorPlace> find_doors(store::Transaction& tx, const access::Scope& scope,
                                  std::span<const DoorId> ids);
struct HourCount {
  int visits = 0, answered = 0;
  bool operator==(const HourCount&) const = default;
};
// By hour of the day, 0 to 23.
using DoorHours = std::array<HourCount, 24>;
DoorHours door_hours(store::Transaction& tx, const DoorId& id);
enum class Answered { no, yes };
// For counts only: no receipt, since the visit beside it has one.
void count_hour(store::Transaction& tx, const DoorId& id, int hour, Answered answered);

}  // namespace weige::work
