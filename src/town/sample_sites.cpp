#include "town/sample_sites.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "registry/address.h"
#include "standards/address.h"
#include "town/sample_faults.h"

namespace weige::town {
namespace {

constexpr double kMargin = 0.08;      // of a block, on each side
constexpr double kHouseStep = 0.085;  // from house to house, about 26 m
constexpr double kGate = 0.05;        // from the middle of the road
constexpr double kFirstRow = 0.13;    // the same, to the first houses
constexpr int kMostRows = 4;
constexpr std::size_t kManyHouses = 4, kLargeCompound = 8;
constexpr std::size_t kWeight = 3;  // of a compound, for the length of its road

bool has_place(std::string_view level) {
  return level != "road" && level != "unit" && level != "floor" && level != "room";
}

int number_in(std::string_view element) {
  return std::atoi(std::string(element).c_str());
}

// Goes up one column of blocks and down the next, so that what follows each other lies side by side.
SampleBlocks path_through(const SampleGround& ground, int committee) {
  SampleBlocks out;
  for (const auto& grid : ground.grids_of(committee))
    if (grid.use == SampleLandUse::homes) out.insert(out.end(), grid.blocks.begin(), grid.blocks.end());
  std::ranges::sort(out, {}, [](SampleBlock block) {
    return std::pair{block.column, block.column % 2 == 0 ? block.row : -block.row};
  });
  return out;
}

class SiteFinder {
 public:
  SiteFinder(const SampleGround& ground, const SamplePlan& plan, SampleRandom random)
      : ground_(ground), plan_(plan), random_(random), path_(path_through(ground, plan.committee.index)) {}

  SampleSpots find() {
    for (const auto& door : plan_.doors) note(door.place.text);
    place_along_roads();
    place_groups();
    SampleSpots out;
    SampleFaults faults(ground_, plan_.committee.index, random_.branch(1));
    for (auto& site : sites_) faults.spoil(site);
    for (auto& site : sites_) {
      out.emplace(std::move(site.text), site.spot);
      for (auto& house : site.houses) out.emplace(std::move(house.text), house.spot);
    }
    return out;
  }

 private:
  using Frame = SampleSite::Frame;

  void note(const std::string& text) {
    const auto parsed = standards::StandardAddress::parse(text);
    if (!parsed) return;
    std::string road;
    SampleSite* site = nullptr;
    for (auto& node : registry::address_chain(parsed->key())) {
      if (node.level == "road") road = node.canonical;
      if (!has_place(node.level)) continue;
      const auto [known, fresh] = known_.try_emplace(node.canonical, sites_.size());
      if (site == nullptr && fresh)
        sites_.push_back({.text = node.canonical,
                          .road = road,
                          .number = number_in(node.element),
                          .is_group = node.level == "group"});
      else if (fresh)
        site->houses.push_back({.text = node.canonical});
      if (site == nullptr) site = &sites_[known->second];
    }
  }

  // What lies along one part of the path: a road, even numbers on one side, odd ones on the other, or a
  // compound known by its name.
  struct Street {
    std::array<std::vector<SampleSite*>, 2> sides = {};
    std::size_t weight = 1;
  };

  // The more compounds, the longer the part.
  void place_along_roads() {
    std::map<std::string, Street> streets;
    for (auto& site : sites_) {
      if (site.is_group) continue;
      auto& street = streets[site.road.empty() ? site.text : site.road];
      street.sides[static_cast<std::size_t>(site.number % 2)].push_back(&site);
      street.weight += site.houses.size() < kManyHouses ? 0 : kWeight;
    }
    std::size_t all = 0, at = 0;
    for (const auto& [name, street] : streets) all += street.weight;
    for (auto& [name, street] : streets) {
      const auto begin = at * path_.size() / all;
      const auto end = std::max(begin + 1, (at += street.weight) * path_.size() / all);
      const auto part = std::span(path_).subspan(begin, end - begin);
      place_along(street.sides[0], part, 1);
      place_along(street.sides[1], part, -1);
    }
  }

  struct Lot {
    double along = 0.5, share = 0.8;  // of the block's length
    int side = 1;
  };

  void place_along(std::vector<SampleSite*>& sites, std::span<const SampleBlock> part, int side) {
    std::ranges::stable_sort(sites, {}, &SampleSite::number);
    const auto block_of = [&](std::size_t site) { return (2 * site + 1) * part.size() / (2 * sites.size()); };
    for (std::size_t first = 0; first < sites.size();) {
      std::size_t next = first;
      while (next < sites.size() && block_of(next) == block_of(first)) ++next;
      const auto at = static_cast<std::size_t>(&part[block_of(first)] - path_.data());
      const double share = (1 - 2 * kMargin) / static_cast<double>(next - first);
      for (auto i = first; i < next; ++i)
        put(*sites[i], at,
            {.along = kMargin + share * (static_cast<double>(i - first) + 0.5),
             .share = share,
             .side = side});
      first = next;
    }
  }

  // The road runs through the block to where the path goes on.
  Frame frame(std::size_t at) const {
    const auto block = path_[at];
    const auto next = path_[at + 1 < path_.size() ? at + 1 : at];
    const auto before = path_[at > 0 ? at - 1 : at];
    const bool turns = next.column != block.column && before.column != block.column;
    return {.block = block, .is_upright = !turns, .is_backward = !turns && block.column % 2 != 0};
  }

  grids::Point within(const Frame& frame, double along, double across) {
    const auto jitter = [&] { return random_.between(-6, 6) / 1000.0; };
    const double straight = (frame.is_backward ? 1 - along : along) + jitter(),
                 beside = 0.5 + across + jitter();
    return ground_.lattice().at(frame.block, frame.is_upright
                                                 ? SampleLattice::Spot{.east = beside, .north = straight}
                                                 : SampleLattice::Spot{.east = straight, .north = beside});
  }

  // A large compound that has a road's side for itself stands on both sides of a border between grids.
  void put(SampleSite& site, std::size_t at, Lot lot) {
    const std::span houses(site.houses);
    const bool is_wide = lot.share > 0.8 && houses.size() >= kLargeCompound;
    if (is_wide && !grid_ends(at) && at > 0 && grid_ends(at - 1)) --at;
    site.frame = frame(at);
    if (is_wide && grid_ends(at)) {
      const auto half = houses.size() / 2;
      const auto depth = [&](std::size_t count) { return rows_for(count).in_row * kHouseStep / 2; };
      site.is_split = true;
      lot.along = 1 - kMargin - depth(half);
      put_houses(houses.first(half), site.frame, lot);
      put_houses(houses.subspan(half), frame(at + 1),
                 {.along = kMargin + depth(houses.size() - half), .share = lot.share, .side = lot.side});
    } else {
      put_houses(houses, site.frame, lot);
    }
    site.spot.at = within(site.frame, lot.along, lot.side * kGate);
  }

  bool grid_ends(std::size_t at) const {
    return at + 1 < path_.size() && path_[at].column == path_[at + 1].column &&
           std::abs(path_[at].row - path_[at + 1].row) == 1 &&
           ground_.grid_at(path_[at]) != ground_.grid_at(path_[at + 1]);
  }

  struct Rows {
    int rows = 1, in_row = 1;
  };
  static Rows rows_for(std::size_t houses) {
    const int count = static_cast<int>(houses);
    const int rows = std::clamp(static_cast<int>(std::ceil(std::sqrt(count))), 1, kMostRows);
    return {rows, std::max(1, (count + rows - 1) / rows)};
  }

  void put_houses(std::span<SampleSite::House> houses, const Frame& frame, const Lot& lot) {
    const int in_row = rows_for(houses.size()).in_row;
    const double step = std::min(kHouseStep, lot.share * 0.95 / in_row);
    for (int i = 0; i < static_cast<int>(houses.size()); ++i) {
      const double along = lot.along + (i % in_row - (in_row - 1) / 2.0) * step;
      const double across = lot.side * (kFirstRow + i / in_row * kHouseStep);
      houses[static_cast<std::size_t>(i)].spot.at = within(frame, along, across);
    }
  }

  // Each group of a village has a block or shares it with the next.
  void place_groups() {
    int groups = 0;
    for (const auto& site : sites_)
      if (site.is_group) groups = std::max(groups, site.number);
    for (auto& site : sites_) {
      if (!site.is_group) continue;
      const auto at =
          static_cast<std::size_t>(site.number - 1) * path_.size() / static_cast<std::size_t>(groups);
      site.frame = frame(at);
      site.spot.at = within(site.frame, 0.5, 0);
      const int count = static_cast<int>(site.houses.size());
      const int in_row = std::max(1, static_cast<int>(std::ceil(std::sqrt(count))));
      const double step = std::min(kHouseStep, (1 - 2 * kMargin) / in_row), middle = (in_row - 1) / 2.0;
      for (int i = 0; i < count; ++i)
        site.houses[static_cast<std::size_t>(i)].spot.at =
            within(site.frame, 0.5 + (i % in_row - middle) * step, (i / in_row - middle) * step);
    }
  }

  const SampleGround& ground_;
  const SamplePlan& plan_;
  SampleRandom random_;
  SampleBlocks path_;
  std::vector<SampleSite> sites_;  // in the order in which the plan names them
  std::unordered_map<std::string, std::size_t> known_;
};

}  // namespace

SampleSpots sample_spots(const SampleGround& ground, const SamplePlan& plan, const SampleRandom& random) {
  const auto own = random.branch(static_cast<std::uint64_t>(plan.committee.index) + 2000);
  return SiteFinder(ground, plan, own).find();
}

}  // namespace weige::town
