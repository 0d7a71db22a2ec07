#include "grids/layer_edit.h"

#include <algorithm>

#include "grids/edit_ground.h"
#include "grids/edit_steps.h"

namespace weige::grids {

Done must_be_there(std::span<const Shape> layer, Member member) {
  if (member < layer.size() && !layer[member].polygons.empty()) return done();
  return about(ProblemCode::edit_member_missing, member);
}

Result<LayerDelta> edited(std::span<const Shape> layer, const RemoveMember& step) {
  WEIGE_CHECK(must_be_there(layer, step.member));
  return LayerDelta{.changed = {}, .added = {}, .removed = {step.member}};
}

Result<LayerDelta> edit(std::span<const Shape> layer, const EditStep& step) {
  return std::visit([&](const auto& one) { return edited(layer, one); }, step);
}

std::vector<Shape> applied(std::span<const Shape> layer, const LayerDelta& delta) {
  std::vector<Shape> after(layer.begin(), layer.end());
  for (const auto& [member, shape] : delta.changed) after[member] = shape;
  for (const Member member : delta.removed) after[member] = {};
  after.insert(after.end(), delta.added.begin(), delta.added.end());
  return after;
}

bool joined(std::span<const Shape> layer) {
  Borders borders;
  for (Member member = 0; member < layer.size(); ++member) add_border(borders, member, layer[member]);
  return node(borders.segments) == Noded::unchanged;
}

Result<LayerDelta> joining(std::span<const Shape> layer) {
  Box whole;
  for (const Shape& shape : layer) widen(whole, box_of(shape));
  Borders borders = borders_around(layer, whole);
  WEIGE_TRY(const Land land, land_of_layer(borders));
  return delta_of(layer, borders, land, {.changed = borders.members});
}

}  // namespace weige::grids
