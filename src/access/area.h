// Area: a node in the tree of opaque areas that posts cover and records belong to. Higher modules give it
// meaning and write it through area_actions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/ids.h"
#include "base/result.h"

namespace weige::access {

enum class AreaKind { town, committee, station, police_team, grid };
std::string_view code(AreaKind kind);
std::optional<AreaKind> area_kind_of(std::string_view code);

enum class AreaState { current, closed };
std::string_view code(AreaState state);

// code: unique among areas of its kind (a division code for towns and committees).
struct Area {
  AreaId id;
  std::optional<AreaId> parent;
  AreaKind kind = AreaKind::town;
  std::string code;
  std::string name;
  AreaState state = AreaState::current;
  bool operator==(const Area&) const = default;
};

struct NewArea {
  AreaId parent = kTown;
  AreaKind kind = AreaKind::committee;
  std::string code;
  std::string name;
};

// Problems: missing_field, too_long, bad_choice (a kind that cannot stand beneath the parent).
Done check(const NewArea& area, AreaKind parent_kind);

}  // namespace weige::access
