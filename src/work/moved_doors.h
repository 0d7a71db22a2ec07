// MovedDoors: where the program opened or ended tasks by itself, so that open pages can be told. A sample of
// bounded size: past it a round moves so much that nobody is told door by door.
#pragma once

#include <algorithm>
#include <vector>

#include "work/door.h"

namespace weige::work {

class MovedDoors {
 public:
  static constexpr std::size_t kMost = 50;
  void add(const DoorId& door) {
    if (doors_.size() < kMost && std::ranges::find(doors_, door) == doors_.end()) doors_.push_back(door);
  }
  const std::vector<DoorId>& doors() const { return doors_; }

 private:
  std::vector<DoorId> doors_;
};

}  // namespace weige::work
