#include "grids/layer_index.h"

#include <algorithm>

namespace weige::grids {

Result<LayerIndex> LayerIndex::of(std::vector<GridMember> members) {
  for (const auto& member : members)
    if (member.faulty) return problem(ProblemCode::layer_faulty, member.code);
  WEIGE_TRY(auto locator, Locator::build(shapes_of(members)));
  return LayerIndex(std::move(members), std::move(locator));
}

LayerIndex::LayerIndex(std::vector<GridMember> members, Locator locator)
    : members_(std::move(members)), locator_(std::move(locator)) {
  committees_.reserve(members_.size());
  for (Member i = 0; i < members_.size(); ++i) {
    committees_.push_back(members_[i].committee.value_or(0));
    by_code_.emplace(members_[i].code, i);
  }
}

Member LayerIndex::with_code(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? no_member : found->second;
}

Member LayerIndex::with_number(int number) const {
  const auto found = std::ranges::lower_bound(members_, number, {}, &GridMember::number);
  if (found == members_.end() || found->number != number) return no_member;
  return static_cast<Member>(found - members_.begin());
}

std::optional<int> LayerIndex::number_of(Member member) const {
  return member == no_member ? std::nullopt : std::optional(members_.at(member).number);
}

std::vector<Shape> shapes_of(std::span<const GridMember> members) {
  std::vector<Shape> out;
  out.reserve(members.size());
  for (const auto& member : members) out.push_back(member.shape);
  return out;
}

}  // namespace weige::grids
