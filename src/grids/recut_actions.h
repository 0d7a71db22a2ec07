// The use case of proposing borders that balance load (recut.h): a draft, and nothing more. Right:
// edit_grids.
#pragma once

#include "grids/layer_actions.h"

namespace weige::grids {

enum class RecutMeasure : std::uint8_t { doors, residents };
std::optional<RecutMeasure> recut_measure_of(std::string_view code);

struct WantedRecut {
  VersionId version;
  RecutMeasure measure = RecutMeasure::doors;
  bool across_committees = false;
};
// A draft with the version's members, some in other borders; none: loads are as even as whole houses allow.
// Its cut_short tells that the search ended at its limit of work.
// Houses are not cut: what has a number or is a building, with all points beneath it. Problems: forbidden,
// not_found, layer_faulty, layer_unresolved.
Result<std::optional<GridVersion>> propose_recut_of(const GridContext& context, const WantedRecut& wanted);

}  // namespace weige::grids
