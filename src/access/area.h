// Area: a node in the tree of opaque areas that posts cover and records belong to. Higher modules give it
// meaning and write it through area_actions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/result.h"

namespace weige::access {

enum class AreaKind { town, committee, station, police_team, grid };
std::string_view code(AreaKind kind);
std::string_view zh_name(AreaKind kind);
std::string_view en_name(AreaKind kind);
std::optional<AreaKind> area_kind_of(std::string_view code);
std::vector<AreaKind> all_area_kinds();
// A station's area may hold police teams, these committees, these grids; levels above a committee may be left
// out.
bool may_stand_in(AreaKind kind, AreaKind parent_kind);

enum class AreaState { current, closed };
std::string_view code(AreaState state);
std::optional<AreaState> area_state_of(std::string_view code);

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

inline constexpr std::size_t kLongestAreaCode = 32;
inline constexpr std::size_t kLongestAreaName = 64;

struct NewArea {
  AreaId parent = kTown;
  AreaKind kind = AreaKind::committee;
  std::string code;
  std::string name;
};

// Problems: missing_field, too_long, bad_characters.
Done check_area_naming(std::string_view code, std::string_view name);
// Problems: those, and bad_choice (a kind that cannot stand beneath the parent).
Done check(const NewArea& area, AreaKind parent_kind);

}  // namespace weige::access
