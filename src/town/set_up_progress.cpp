#include "town/set_up_progress.h"

#include <array>

namespace weige::town {
namespace {

constexpr std::array<std::string_view, 3> kPhaseCodes{"set_up", "full_run", "regime"};

}  // namespace

std::string_view code(Phase phase) {
  return kPhaseCodes.at(static_cast<std::size_t>(phase));
}

Phase phase_of(const CommitteeProgress& progress) {
  if (progress.grids == 0 || progress.complete < progress.grids || progress.forces == 0) return Phase::set_up;
  return progress.duties_done < progress.duties_due ? Phase::full_run : Phase::regime;
}

}  // namespace weige::town
