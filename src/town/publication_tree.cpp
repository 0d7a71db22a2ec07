#include "town/publication_tree.h"

#include <algorithm>

namespace weige::town {
namespace {

using Amounts = std::vector<std::int64_t>;

void add_amounts(Amounts& sum, const Amounts& more) {
  for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += more[c];
}

// The grids of each area that stands above them; the area itself where something lies in none of them.
class TreeMaker {
 public:
  explicit TreeMaker(const CountedAreas& counted) : counted_(counted) {
    for (const auto& area : counted.areas) {
      if (!is_told(area.id.value)) continue;
      const bool is_grid = area.kind == access::AreaKind::grid && area.parent;
      rows_[is_grid ? area.parent->value : area.id.value].push_back(&area);
    }
  }

  PublicationTree make() {
    PublicationTree out{.counts = {.area = access::kTown.value, .parts = Amounts(counted_.columns, 0)}};
    out.committees.push_back({access::kTown.value, name_of(access::kTown.value)});
    out.grids = out.committees;
    for (const auto& area : counted_.areas) {
      const auto rows = rows_.find(area.id.value);
      if (rows == rows_.end()) continue;
      out.committees.push_back({area.id.value, area.name});
      AreaCounts committee{.area = area.id.value, .parts = Amounts(counted_.columns, 0)};
      for (const auto* row : rows->second) {
        const bool is_rest = row->id == area.id;
        out.grids.push_back({row->id.value, is_rest ? "" : row->name, area.name});
        committee.within.push_back({.area = row->id.value, .parts = amounts_of(row->id.value)});
        add_amounts(committee.parts, committee.within.back().parts);
      }
      add_amounts(out.counts.parts, committee.parts);
      out.counts.within.push_back(std::move(committee));
    }
    return out;
  }

 private:
  Amounts amounts_of(std::int64_t area) const {
    const auto found = counted_.counts.find(area);
    return found == counted_.counts.end() ? Amounts(counted_.columns, 0) : found->second;
  }
  bool is_told(std::int64_t area) const {
    if (counted_.with_addresses.contains(area)) return true;
    return std::ranges::any_of(amounts_of(area), [](std::int64_t amount) { return amount != 0; });
  }
  std::string name_of(std::int64_t area) const {
    const auto found =
        std::ranges::find_if(counted_.areas, [&](const access::Area& each) { return each.id.value == area; });
    return found == counted_.areas.end() ? std::string() : found->name;
  }

  const CountedAreas& counted_;
  std::map<std::int64_t, std::vector<const access::Area*>> rows_;  // by committee
};

}  // namespace

std::span<const NamedArea> PublicationTree::names(Level level) const {
  if (level == Level::town) return std::span(committees).first(1);
  return level == Level::committee ? committees : grids;
}

PublicationTree publication_tree(const CountedAreas& counted) {
  return TreeMaker(counted).make();
}

}  // namespace weige::town
