// The use case of checking how a version covers its land, with the doors and residents in what is found.
// Right: read_grids.
#pragma once

#include <vector>

#include "grids/coverage.h"
#include "grids/coverage_fix.h"
#include "grids/door_store.h"
#include "grids/layer_actions.h"

namespace weige::grids {

// Indices of members are those in `members`.
struct FoundPatch {
  Patch patch;  // shape and inside in degrees
  GridCounts counts;
  std::vector<Fix> fixes;  // shapes in metres, as coverage_fix.h has them
};
struct CoverageView {
  std::vector<GridMember> members;
  double covered = 0;  // m²
  std::vector<FoundPatch> patches;
};
// Problems: not_found, layer_faulty, layer_unresolved.
Result<CoverageView> check_version(const GridContext& context, VersionId id);

// The same without doors. Members must be without faults. Problems: layer_faulty, layer_unresolved.
Result<Coverage> coverage_of(const std::vector<GridMember>& members, Point centre);

}  // namespace weige::grids
