// The use case of letting a draft take effect on a day. Right: edit_grids.
#pragma once

#include <string>
#include <variant>

#include "grids/layer_actions.h"

namespace weige::grids {

inline constexpr std::int64_t kMostPlacedAtOnce = 5000;  // addresses; well below a second
struct Publication {
  VersionAt at;
  Day effective_from;
  int accepted_findings = 0;
  std::string note = {};
  std::int64_t most_at_once = kMostPlacedAtOnce;
};
// Places every address in the version first. In a town of more addresses than one can wait for, a job does it
// (grids/layer_placing_actions.h). The same publication again gives what it has made, or the job that is at
// it. Problems: those of draft_to_change, layer_faulty, layer_findings, date_out_of_range (before today,
// unless it is the layer's first version), too_long (note).
Result<std::variant<GridVersion, jobs::JobId>> publish_version(const GridWork& work,
                                                               const Publication& publication);

}  // namespace weige::grids
