// The steps of grids/layer_edit.h one by one, and the problems they share.
#pragma once

#include <span>
#include <string>

#include "grids/layer_edit.h"

namespace weige::grids {

Result<LayerDelta> edited(std::span<const Shape> layer, const SplitMember& step);
Result<LayerDelta> edited(std::span<const Shape> layer, const MergeMembers& step);
Result<LayerDelta> edited(std::span<const Shape> layer, const MoveVertices& step);
Result<LayerDelta> edited(std::span<const Shape> layer, const ReplaceBorder& step);
Result<LayerDelta> edited(std::span<const Shape> layer, const DrawMember& step);
Result<LayerDelta> edited(std::span<const Shape> layer, const RemoveMember& step);
Result<LayerDelta> edited(std::span<const Shape> layer, const ReplaceShape& step);

// As people count.
inline std::string number_of(Member member) {
  return std::to_string(member + 1);
}
inline Problem about(ProblemCode code, Member member) {
  return problem(code).with("number", number_of(member));
}
inline Problem about(ProblemCode code, Member member, Member other) {
  return about(code, member).with("other", number_of(other));
}
// edit_member_missing.
Done must_be_there(std::span<const Shape> layer, Member member);

}  // namespace weige::grids
