#include "town/sample_faults.h"

#include <algorithm>
#include <cstdlib>

namespace weige::town {
namespace {

// Of so many places one is as said, counted from another number in each committee.
constexpr int kSingles = 50, kHouses = 100, kCompounds = 12;
constexpr std::size_t kManyHouses = 5;  // among which one stands out
constexpr int kFarBlocks = 5;
constexpr int kAnywhere = 300, kClose = 100;

}  // namespace

SampleFaults::SampleFaults(const SampleGround& ground, int committee, SampleRandom random)
    : ground_(ground),
      random_(random),
      singles_(committee * 16),
      houses_(committee * 37),
      compounds_(committee * 5) {
  const auto& own = ground.committees()[static_cast<std::size_t>(committee)];
  for (const auto& [from, to] : steps_between(own, ground.lived_in()))
    if (!holds(own, to)) neighbours_.push_back(to);
}

void SampleFaults::spoil(SampleSite& site) {
  if (site.houses.empty()) return spoil_single(site.spot);
  if (site.houses.size() < kManyHouses || spread(site)) return;
  for (auto& house : site.houses) spoil_house(site, house.spot);
}

// So many thousandths of the block around its middle.
grids::Point SampleFaults::somewhere(SampleBlock block, int around) {
  const auto share = [&] { return 0.5 + random_.between(-around, around) / 1000.0; };
  const double east = share();
  return ground_.lattice().at(block, {.east = east, .north = share()});
}

void SampleFaults::spoil_single(SampleSpot& spot) {
  switch (singles_++ % kSingles) {
    case 8:
    case 33:
      spot = {.at = std::nullopt, .fault = SampleFault::missing};
      return;
    case 16:
      if (!neighbours_.empty())
        spot = {.at = somewhere(random_.pick(neighbours_), kAnywhere), .fault = SampleFault::neighbour};
      return;
    case 24:
      spot = {.at = ground_.lattice().to_the_west(random_.between(6000, 9000)),
              .fault = SampleFault::outside};
      return;
    default:
      return;
  }
}

void SampleFaults::spoil_house(const SampleSite& site, SampleSpot& spot) {
  const int at = houses_++ % kHouses;
  if (at == 60 || at == 90) spot = {.at = std::nullopt, .fault = SampleFault::missing};
  if (at != 30) return;
  SampleBlocks far;
  for (const auto block : ground_.lived_in())
    if (std::abs(block.column - site.frame.block.column) + std::abs(block.row - site.frame.block.row) >=
        kFarBlocks)
      far.push_back(block);
  if (!far.empty()) spot = {.at = somewhere(random_.pick(far), kAnywhere), .fault = SampleFault::far};
}

// A compound on both sides of a border, itself without a point: half of an even number of houses go over it
// where it does not lie there already.
bool SampleFaults::spread(SampleSite& site) {
  const bool may_be = site.is_split || (!site.is_group && site.houses.size() % 2 == 0);
  if (!may_be || compounds_++ % kCompounds != 1) return false;
  const SampleSpot nowhere{.at = std::nullopt, .fault = SampleFault::spread};
  if (site.is_split) {
    site.spot = nowhere;
    return true;
  }
  const auto* home = ground_.grid_at(site.frame.block);
  for (const auto next : beside(site.frame.block)) {
    const auto* other = ground_.grid_at(next);
    if (other == nullptr || other == home || other->committee != home->committee ||
        other->use != SampleLandUse::homes)
      continue;
    site.spot = nowhere;
    for (std::size_t i = 0; i < site.houses.size(); i += 2) site.houses[i].spot.at = somewhere(next, kClose);
    return true;
  }
  return false;
}

}  // namespace weige::town
