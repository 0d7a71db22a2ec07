// Use case: the sample town's layers, through the use cases that its office has in life: a file taken in,
// published months ago, areas compared with grids, and a draft that somebody is at.
#pragma once

#include "store/database.h"
#include "town/sample_layers.h"
#include "town/sample_plan.h"
#include "town/sample_staff_actions.h"

namespace weige::town {

struct SampleMapWish {
  const SampleLayers& layers;
  SampleStaffing& staffing;  // its coordinators get grids
  SamplePeriod period;
};

struct SampleMapMade {
  int grids = 0, unpopulated = 0;  // unpopulated: of the grids
  int coordinated = 0;             // of the grids: those that have a coordinator
  int areas = 0, aligned = 0;      // aligned: one to one with a grid
  Day grids_from{}, areas_from{};
  std::int64_t addresses = 0, placed = 0, doubted = 0;  // in the grids
};

// Addresses are written before. Problems: a bug's, since the layers keep the register's rules.
Result<SampleMapMade> make_sample_map(store::Database& database, const SampleMapWish& wish);

}  // namespace weige::town
