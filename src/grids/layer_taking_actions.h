// Use cases of layers from files: take one in as a draft, see what is wrong with its shapes, agree to their
// repair. Right: edit_grids.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grids/layer_actions.h"
#include "grids/layer_import.h"
#include "grids/validity.h"

namespace weige::grids {

struct NewLayer {
  LayerKind kind = LayerKind::grids;
  std::optional<LayerId> layer = {};  // a new version of this one; none: the kind's one, or a new one
  std::string name = {};              // of a new layer; empty: the kind's name
  std::string file_name;
  std::string submission = {};  // the same one again gives the same draft
};
// file: as layer_import.h reads it. Problems: forbidden, not_found (layer), too_long (name), those of
// check_member_naming, plane_far.
Result<GridVersion> take_layer(const GridWork& work, Layer file, const NewLayer& input);
// The draft that the submission has made already.
std::optional<VersionId> taken_before(const GridWork& work, const std::string& submission);

// Repaired members take the place of the faulty ones, whose changes people have seen (faults_of).
struct MemberFaults {
  GridMember member;
  std::vector<Fault> faults = {};
  std::optional<Shape> repaired = {};  // none: nothing with an area is left, and the member goes
  double lost = 0, gained = 0;         // m²
};
Result<std::vector<MemberFaults>> faults_of(const GridContext& context, VersionId id);
Result<GridVersion> repair_draft(const GridContext& context, const VersionAt& at);

}  // namespace weige::grids
