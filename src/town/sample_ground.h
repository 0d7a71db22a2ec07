// The ground of the sample town: which blocks each committee has, and which of them each micro-grid. Grids
// cover the town once; in some of them nobody lives. Pure; the same seed gives the same ground.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "town/sample_lattice.h"
#include "town/sample_places.h"

namespace weige::town {

// The last two have no population elements.
enum class SampleLandUse { homes, park, building_land };

struct SampleGrid {
  int committee = 0;  // its index
  int number = 1;     // within it
  SampleLandUse use = SampleLandUse::homes;
  SampleBlocks blocks = {};
};

class SampleGround {
 public:
  // residents: of each committee. Precondition: there is a committee.
  SampleGround(const std::vector<SampleCommittee>& committees, const std::vector<int>& residents,
               SampleRandom random);

  const SampleLattice& lattice() const { return lattice_; }
  const std::vector<SampleBlocks>& committees() const { return committees_; }
  // By committee, then number.
  const std::vector<SampleGrid>& grids() const { return grids_; }
  std::span<const SampleGrid> grids_of(int committee) const;
  // nullptr beyond the town.
  const SampleGrid* grid_at(SampleBlock block) const;
  // All in which people live, in order.
  const SampleBlocks& lived_in() const { return lived_in_; }

 private:
  static std::vector<SampleBlocks> cut_town(const std::vector<SampleCommittee>& committees,
                                            SampleRandom& random);
  static SampleLattice lattice_for(const std::vector<SampleBlocks>& committees, SampleRandom random);
  void cut_committee(int committee, int residents);

  std::vector<SampleBlocks> committees_;
  SampleLattice lattice_;
  std::vector<SampleGrid> grids_;
  SampleBlocks lived_in_;
};

// Where an address stands, as the register is told.
enum class SampleFault { none, missing, far, outside, neighbour, spread };
struct SampleSpot {
  std::optional<grids::Point> at = {};  // degrees
  SampleFault fault = SampleFault::none;
};
using SampleSpots = std::unordered_map<std::string, SampleSpot>;  // by canonical text

}  // namespace weige::town
