// What is wrong with points of addresses in the sample town, a fixed share of each kind: none at all, a
// geocode far off or out of the town, one beyond the committee's border, a compound on both sides of a
// border. Each is one doubt of grids/placement.h, or an address that stands nowhere. Pure.
#pragma once

#include <string>
#include <vector>

#include "town/sample_ground.h"

namespace weige::town {

// What stands at a road or by itself, and the houses and buildings in it.
struct SampleSite {
  struct Frame {  // how its block's road runs
    SampleBlock block;
    bool is_upright = false, is_backward = false;
  };
  struct House {
    std::string text;
    SampleSpot spot = {};
  };
  std::string text, road;
  int number = 0;
  bool is_group = false;  // of a village
  bool is_split = false;  // on both sides of a border between grids
  Frame frame = {};
  SampleSpot spot = {};
  std::vector<House> houses = {};
};

class SampleFaults {
 public:
  SampleFaults(const SampleGround& ground, int committee, SampleRandom random);

  void spoil(SampleSite& site);

 private:
  void spoil_single(SampleSpot& spot);
  void spoil_house(const SampleSite& site, SampleSpot& spot);
  bool spread(SampleSite& site);
  grids::Point somewhere(SampleBlock block, int around);

  const SampleGround& ground_;
  SampleRandom random_;
  SampleBlocks neighbours_;  // of other committees, beside this one's
  int singles_, houses_, compounds_;
};

}  // namespace weige::town
