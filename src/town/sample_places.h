// The places of one committee of the sample town: lanes, estates, compounds, villages, dormitories, shops,
// offices, factories, markets. Gives one door after another, without end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "town/sample_random.h"

namespace weige::town {

struct SampleCommittee {
  std::string code, name;  // 310118106005, 蟠龙居委会
  std::string area_text;   // 上海市青浦区徐泾镇
  int index = 0;           // among the town's
  bool is_village = false;
};

struct SamplePlace {
  std::string text;      // canonical
  std::string_view use;  // of the code list premises_uses
  int rooms_to_let = 0;  // beside the owner's own, in houses of villages
};

class SamplePlaces {
 public:
  SamplePlaces(const SampleCommittee& committee, SampleRandom random);

  SamplePlace home();
  SamplePlace dormitory_room();
  SamplePlace shop();
  SamplePlace office();
  SamplePlace stall();
  SamplePlace plot(std::string_view use);  // a number of its own: factory, warehouse, school, hotel ...

 private:
  enum class Kind { walk_up, tower, estate, branch_lane, named, rooms };
  // Rooms being given out one by one: houses in order, in each the floors from below.
  struct Building {
    Kind kind = Kind::walk_up;
    std::string before;  // the text up to the house
    std::string_view use = "home";
    int houses = 0, floors = 6, on_floor = 2;
    int house = 1, floor = 1, room = 1;
  };
  struct Road {
    std::string text;
    int next_even = 18, next_odd = 5;
  };
  Building new_compound();
  std::string next_room(Building& building);
  SamplePlace village_house();
  std::string even_number(int step);
  std::string odd_number();

  SampleCommittee committee_;
  SampleRandom random_;
  std::vector<Road> roads_;
  Building compound_, dormitory_, offices_;
  std::string market_;
  int stalls_ = 0, names_used_ = 0;
  std::vector<int> houses_;  // so far in each group of the village
};

}  // namespace weige::town
