#include "grids/placement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <unordered_map>

namespace weige::grids {
namespace {

constexpr std::array<std::string_view, 5> kWays{"point", "hand", "below", "above", "none"};
constexpr std::array<std::string_view, 4> kDoubts{"outside", "far", "committee", "spread"};
constexpr std::size_t kNoNode = static_cast<std::size_t>(-1);

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

class Placer {
 public:
  Placer(std::span<const PlaceNode> nodes, std::span<const std::int64_t> committees)
      : nodes_(nodes), committees_(committees), above_(nodes.size(), kNoNode), out_(nodes.size()) {
    std::unordered_map<std::int64_t, std::size_t> by_id;
    by_id.reserve(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) by_id.emplace(nodes[i].id, i);
    for (std::size_t i = 0; i < nodes.size(); ++i)
      if (const auto found = by_id.find(nodes[i].parent); found != by_id.end()) above_[i] = found->second;
  }

  std::vector<Placement> run() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) place_by_itself(i);
    count_beneath();
    for (std::size_t i = 0; i < nodes_.size(); ++i) place_by_others(i);
    doubt_far_points();
    return std::move(out_);
  }

 private:
  void place_by_itself(std::size_t i) {
    const auto& node = nodes_[i];
    out_[i].address = node.id;
    if (node.hand_member != no_member) {
      out_[i].member = node.hand_member;
      out_[i].by = PlacedBy::hand;
    } else if (node.at && node.at_member != no_member) {
      out_[i].member = node.at_member;
      out_[i].by = PlacedBy::point;
      const auto committee = committees_[node.at_member];
      if (committee != 0 && committee != node.committee) out_[i].doubt = PlaceDoubt::committee;
    } else if (node.at) {
      out_[i].doubt = PlaceDoubt::outside;
    }
  }

  void count_beneath() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (out_[i].member == no_member) continue;
      for (auto up = above_[i]; up != kNoNode; up = above_[up])
        if (nodes_[up].committee == nodes_[i].committee) ++beneath_[up][out_[i].member];
    }
  }

  // The addresses above come first, however deep the tree is.
  void place_by_others(std::size_t i) {
    std::vector<std::size_t> waiting;
    for (auto at = i; at != kNoNode && !settled(at); at = above_[at]) waiting.push_back(at);
    for (auto each = waiting.rbegin(); each != waiting.rend(); ++each) settle(*each);
  }

  bool settled(std::size_t i) const { return out_[i].by != PlacedBy::none; }

  void settle(std::size_t i) {
    auto& placement = out_[i];
    if (const auto counted = beneath_.find(i); counted != beneath_.end()) {
      int most = 0, all = 0;
      for (const auto& [member, count] : counted->second) {
        all += count;
        if (count <= most) continue;
        most = count;
        placement.member = member;
      }
      placement.by = PlacedBy::below;
      if (!placement.doubt && most < kSpreadFrom * all) placement.doubt = PlaceDoubt::spread;
    } else if (const auto up = above_[i]; up != kNoNode && out_[up].member != no_member) {
      placement.member = out_[up].member;
      placement.by = PlacedBy::above;
    }
  }

  std::size_t top_of(std::size_t i) const {
    while (above_[i] != kNoNode) i = above_[i];
    return i;
  }

  void doubt_far_points() {
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].at) groups[top_of(i)].push_back(i);
    for (const auto& [top, members] : groups)
      if (members.size() > kFarOthers) doubt_far_points(members);
  }

  void doubt_far_points(const std::vector<std::size_t>& group) {
    std::vector<double> east, north;
    for (const auto i : group) {
      east.push_back(nodes_[i].at->x);
      north.push_back(nodes_[i].at->y);
    }
    const Point middle{median(std::move(east)), median(std::move(north))};
    std::vector<double> distances;
    for (const auto i : group) distances.push_back(metres_between(middle, *nodes_[i].at));
    const double limit = std::max(kFarMetres, kFarTimes * median(distances));
    for (std::size_t k = 0; k < group.size(); ++k) {
      auto& doubt = out_[group[k]].doubt;
      if (distances[k] > limit && doubt != PlaceDoubt::outside) doubt = PlaceDoubt::far;
    }
  }

  std::span<const PlaceNode> nodes_;
  std::span<const std::int64_t> committees_;
  std::vector<std::size_t> above_;
  std::vector<Placement> out_;
  std::unordered_map<std::size_t, std::map<Member, int>> beneath_;
};

}  // namespace

std::string_view code(PlacedBy way) {
  return kWays.at(static_cast<std::size_t>(way));
}

std::optional<PlacedBy> placed_by_of(std::string_view text) {
  const auto found = std::ranges::find(kWays, text);
  if (found == kWays.end()) return std::nullopt;
  return static_cast<PlacedBy>(found - kWays.begin());
}

std::string_view code(PlaceDoubt doubt) {
  return kDoubts.at(static_cast<std::size_t>(doubt));
}

std::optional<PlaceDoubt> place_doubt_of(std::string_view text) {
  const auto found = std::ranges::find(kDoubts, text);
  if (found == kDoubts.end()) return std::nullopt;
  return static_cast<PlaceDoubt>(found - kDoubts.begin());
}

std::vector<Placement> place(std::span<const PlaceNode> nodes, std::span<const std::int64_t> committees) {
  return Placer(nodes, committees).run();
}

double metres_between(Point a, Point b) {
  constexpr double kMetresPerDegree = 111'320;  // of the equator of GRS80
  const double east = (b.x - a.x) * std::cos(a.y * std::numbers::pi / 180);
  return std::hypot(east, b.y - a.y) * kMetresPerDegree;
}

}  // namespace weige::grids
