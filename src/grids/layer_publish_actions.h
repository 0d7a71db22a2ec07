// The use case of letting a draft take effect on a day. Right: edit_grids.
#pragma once

#include <string>

#include "grids/layer_actions.h"

namespace weige::grids {

struct Publication {
  VersionAt at;
  Day effective_from;
  int accepted_findings = 0;
  std::string note = {};
};
// Places every address in the version first. The same publication again gives what it has made. Problems:
// those of draft_to_change, layer_faulty, layer_findings, date_out_of_range (before today, unless it is the
// layer's first version), too_long (note).
Result<GridVersion> publish_version(const GridWork& work, const Publication& publication);

}  // namespace weige::grids
