// Use cases of aligning responsibility areas with micro-grids (A1): compare and keep the result, look at the
// land that differs, and draft areas that follow the grids. Rights: read_grids; edit_grids to compare and
// draft.
#pragma once

#include <vector>

#include "grids/alignment_store.h"
#include "grids/layer_actions.h"

namespace weige::grids {

// Areas are compared with the grids that have population elements; the others are told as not_populated.
// Doors and residents are those of the day. Problems: forbidden, not_found, bad_choice (a version of another
// kind of layer), layer_faulty.
struct Comparison {
  VersionId areas, grids;
};
Result<CrosswalkView> make_crosswalk(const GridContext& context, const Comparison& wanted);
Result<std::vector<SavedCrosswalk>> crosswalks(const GridContext& context);
// Doors and residents as far as they lie in grids that the post covers.
Result<CrosswalkView> read_crosswalk(const GridContext& context, CrosswalkId id);

// The common land of pairs that are not partners, in degrees: what would change hands.
struct DifferentLand {
  std::string area, grid;  // codes
  double m2 = 0;
  std::int64_t doors = 0, residents = 0;
  Shape shape;
};
Result<std::vector<DifferentLand>> differences_of(const GridContext& context, CrosswalkId id);

// A draft of the areas with one member for each grid with population elements, in its borders: with code and
// name of its partner, or the grid's own where it has none. Problems: forbidden, not_found, layer_faulty.
Result<GridVersion> propose_areas(const GridContext& context, CrosswalkId id);

}  // namespace weige::grids
