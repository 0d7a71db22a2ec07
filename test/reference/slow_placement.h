// Where one address falls, by the words of grids/placement.h and nothing clever: each question is asked of
// all nodes again.
#pragma once

#include <algorithm>
#include <map>
#include <span>
#include <vector>

#include "grids/placement.h"

namespace weige::reference {

using grids::kFarMetres;
using grids::kFarOthers;
using grids::kFarTimes;
using grids::kSpreadFrom;
using grids::Member;
using grids::metres_between;
using grids::no_member;
using grids::PlacedBy;
using grids::PlaceDoubt;
using grids::Placement;
using grids::PlaceNode;
using grids::Point;

using Nodes = std::span<const PlaceNode>;

inline const PlaceNode* node_with(Nodes nodes, std::int64_t id) {
  for (const auto& node : nodes)
    if (node.id == id) return &node;
  return nullptr;
}

inline bool is_beneath(Nodes nodes, const PlaceNode& node, const PlaceNode& top) {
  for (auto* up = node_with(nodes, node.parent); up; up = node_with(nodes, up->parent))
    if (up == &top) return true;
  return false;
}

inline Member own_member(const PlaceNode& node) {
  return node.hand_member != no_member ? node.hand_member : node.at ? node.at_member : no_member;
}

inline bool is_far(Nodes nodes, const PlaceNode& node) {
  const auto* top = &node;
  while (const auto* up = node_with(nodes, top->parent)) top = up;
  std::vector<Point> points;
  for (const auto& each : nodes)
    if (each.at && (&each == top || is_beneath(nodes, each, *top))) points.push_back(*each.at);
  if (points.size() <= kFarOthers) return false;
  const auto middle = [](std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
  };
  std::vector<double> x, y, distances;
  for (const auto point : points) {
    x.push_back(point.x);
    y.push_back(point.y);
  }
  const Point centre{middle(x), middle(y)};
  for (const auto point : points) distances.push_back(metres_between(centre, point));
  return metres_between(centre, *node.at) > std::max(kFarMetres, kFarTimes * middle(distances));
}

inline Placement slow_placement(Nodes nodes, std::span<const std::int64_t> committees, std::size_t which) {
  const auto& node = nodes[which];
  Placement out{.address = node.id};
  std::map<Member, int> beneath;
  int all = 0;
  for (const auto& each : nodes)
    if (own_member(each) != no_member && each.committee == node.committee && is_beneath(nodes, each, node)) {
      ++beneath[own_member(each)];
      ++all;
    }
  if (node.hand_member != no_member) {
    out = {node.id, node.hand_member, PlacedBy::hand, {}};
  } else if (node.at && node.at_member != no_member) {
    out = {node.id, node.at_member, PlacedBy::point, {}};
    const auto committee = committees[node.at_member];
    if (committee != 0 && committee != node.committee) out.doubt = PlaceDoubt::committee;
  } else if (all > 0) {
    const auto most = std::max_element(beneath.begin(), beneath.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    out = {node.id, most->first, PlacedBy::below, {}};
    if (most->second < kSpreadFrom * all) out.doubt = PlaceDoubt::spread;
  } else if (const auto* up = node_with(nodes, node.parent)) {
    const auto above = slow_placement(nodes, committees, static_cast<std::size_t>(up - nodes.data()));
    if (above.member != no_member) out = {node.id, above.member, PlacedBy::above, {}};
  }
  if (node.at && is_far(nodes, node)) out.doubt = PlaceDoubt::far;
  if (node.hand_member == no_member && node.at && node.at_member == no_member)
    out.doubt = PlaceDoubt::outside;
  return out;
}

}  // namespace weige::reference
