#include "town/sample_ground.h"

#include <algorithm>
#include <numeric>

namespace weige::town {
namespace {

constexpr int kFewestGrids = 3, kResidentsAGrid = 1500;
// One committee in so many has a park, or land that waits for its building.
constexpr int kParkEvery = 4, kParkAt = 1, kBuildingLandEvery = 6, kBuildingLandAt = 2;

SampleLandUse special_use(int committee) {
  if (committee % kParkEvery == kParkAt) return SampleLandUse::park;
  return committee % kBuildingLandEvery == kBuildingLandAt ? SampleLandUse::building_land
                                                           : SampleLandUse::homes;
}

// The smallest piece without which the others still hang together.
std::size_t spared(const std::vector<SampleBlocks>& pieces) {
  std::vector<std::size_t> order(pieces.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t at) { return pieces[at].size(); });
  return *std::ranges::find_if(order, [&](std::size_t without) {
    SampleBlocks rest;
    for (std::size_t at = 0; at < pieces.size(); ++at)
      if (at != without) rest = together(rest, pieces[at]);
    return hangs_together(rest);
  });
}

}  // namespace

SampleGround::SampleGround(const std::vector<SampleCommittee>& committees, const std::vector<int>& residents,
                           SampleRandom random)
    : committees_(cut_town(committees, random)), lattice_(lattice_for(committees_, random.branch(1))) {
  for (const auto& committee : committees)
    cut_committee(committee.index, residents[static_cast<std::size_t>(committee.index)]);
  for (const auto& grid : grids_)
    if (grid.use == SampleLandUse::homes) lived_in_ = together(lived_in_, grid.blocks);
}

std::vector<SampleBlocks> SampleGround::cut_town(const std::vector<SampleCommittee>& committees,
                                                 SampleRandom& random) {
  std::vector<int> sizes;
  for (const auto& committee : committees)
    sizes.push_back(committee.is_village ? random.between(13, 17) : random.between(11, 14));
  return cut_up(rounded_land(std::accumulate(sizes.begin(), sizes.end(), 0)), sizes);
}

SampleLattice SampleGround::lattice_for(const std::vector<SampleBlocks>& committees, SampleRandom random) {
  int columns = 0, rows = 0;
  for (const auto& blocks : committees)
    for (const auto block : blocks) {
      columns = std::max(columns, block.column + 1);
      rows = std::max(rows, block.row + 1);
    }
  return {columns, rows, random};
}

void SampleGround::cut_committee(int committee, int residents) {
  const auto& blocks = committees_[static_cast<std::size_t>(committee)];
  const auto use = special_use(committee);
  const int wanted = kFewestGrids + residents / kResidentsAGrid + (use == SampleLandUse::homes ? 0 : 1);
  const int count = std::min(wanted, static_cast<int>(blocks.size()) / 2);
  const auto pieces = cut_up(blocks, std::vector<int>(static_cast<std::size_t>(count), 1));
  const auto special = spared(pieces);
  for (std::size_t at = 0; at < pieces.size(); ++at)
    grids_.push_back({.committee = committee,
                      .number = static_cast<int>(at) + 1,
                      .use = at == special ? use : SampleLandUse::homes,
                      .blocks = pieces[at]});
}

std::span<const SampleGrid> SampleGround::grids_of(int committee) const {
  const auto found = std::ranges::equal_range(grids_, committee, {}, &SampleGrid::committee);
  return {found.begin(), found.end()};
}

const SampleGrid* SampleGround::grid_at(SampleBlock block) const {
  const auto found =
      std::ranges::find_if(grids_, [&](const SampleGrid& grid) { return holds(grid.blocks, block); });
  return found == grids_.end() ? nullptr : &*found;
}

}  // namespace weige::town
