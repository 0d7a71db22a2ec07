// SQL of the steps by which a draft was edited, with what the members were before, so that they can be taken
// back one after the other.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/ids.h"
#include "grids/grid_layer.h"
#include "store/database.h"

namespace weige::grids {

struct EditedStep {
  int number = 0;
  std::string kind;
  std::vector<std::string> codes;
  Instant at{};
};
// What a member was before a step; none: it was not there.
struct MemberBefore {
  int number = 0;
  std::optional<GridMember> member = {};
};

// Newest first.
std::vector<EditedStep> steps_of(store::Transaction& tx, VersionId id);
void insert_step(store::Transaction& tx, VersionId id, const EditedStep& step, access::PostId by);
void insert_before(store::Transaction& tx, VersionId id, int step, std::span<const MemberBefore> members);
// area and label of the members are not kept.
std::vector<MemberBefore> members_before(store::Transaction& tx, VersionId id, int step);
void delete_step(store::Transaction& tx, VersionId id, int step);

}  // namespace weige::grids
