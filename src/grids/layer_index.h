// The members of one version made ready to place addresses: who holds a point, and who has a code. Built
// once, then const. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grids/grid_layer.h"
#include "grids/placement.h"

namespace weige::grids {

class LayerIndex {
 public:
  // Members in the order of their numbers. Problem invalid_shape, by the member's code.
  static Result<LayerIndex> of(std::vector<GridMember> members);
  LayerIndex(LayerIndex&&) = default;
  LayerIndex& operator=(LayerIndex&&) = default;

  const std::vector<GridMember>& members() const { return members_; }
  const Locator& locator() const { return locator_; }
  // By member: the area of its committee, 0 for none.
  std::span<const std::int64_t> committees() const { return committees_; }
  Member with_code(std::string_view code) const;
  Member with_number(int number) const;
  // nullopt for no_member.
  std::optional<int> number_of(Member member) const;

 private:
  LayerIndex(std::vector<GridMember> members, Locator locator);

  std::vector<GridMember> members_;
  Locator locator_;
  std::vector<std::int64_t> committees_;
  std::unordered_map<std::string_view, Member> by_code_;  // into members_, which stay where they are
};

std::vector<Shape> shapes_of(std::span<const GridMember> members);

}  // namespace weige::grids
