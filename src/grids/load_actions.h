// Use cases of what members hold: load by member, and what would move when a draft takes effect. Figures, as
// far as the acting post covers the addresses. Right: read_counters.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grids/door_store.h"
#include "grids/grid_events.h"
#include "grids/layer_actions.h"

namespace weige::grids {

struct MemberLoad {
  GridMember member;  // without its shape
  GridCounts counts = {};
  bool is_covered = false;  // by the post, at least a part of it; else its counts are unknown, not 0
};
// Of doors, over covered members with population elements.
struct DoorBalance {
  double mean = 0;
  std::int64_t largest = 0, smallest = 0;
  double spread = 0;  // standard deviation / mean; 0 without doors
};
struct LoadView {
  Day day;
  std::vector<MemberLoad> members;  // by number
  GridCounts nowhere = {};          // in no member
  DoorBalance balance = {};
};
// Problems: forbidden, not_found, layer_faulty.
Result<LoadView> load_of(const GridContext& context, VersionId id);
DoorBalance balance_of(const std::vector<MemberLoad>& members);

struct Move {
  std::string from, to;  // codes; empty: none
  GridCounts counts = {};
};
struct Preview {
  std::optional<VersionId> against = {};  // the version in force; none: the layer has none yet
  std::vector<Move> moves = {};           // most doors first
  GridCounts totals = {};
  std::vector<PreviewLine> lines = {};
};
// Problems: forbidden, not_found, layer_faulty.
Result<Preview> preview_of(const GridContext& context, VersionId id);

}  // namespace weige::grids
