// The use case of letting the areas of posts and records follow the micro-grids in force (A1): each grid of a
// committee is an area beneath it. The program's own doing, each day a version takes effect.
#pragma once

#include "base/clock.h"
#include "store/database.h"

namespace weige::grids {

// Makes, names, moves and closes areas as the version in force today has them, then goes through all
// addresses in short transactions; goes on where it was cut off. Nothing when the areas have followed
// already: to be called often. A grid that is no more stays an area while posts stand in it, and holds
// nothing.
Done follow_grids(store::Database& database, Instant now, TownTime town = {});

// Whether the area stands for a grid: borders name it, place it and end it, not people.
bool stands_for_a_grid(store::Transaction& tx, std::int64_t area);

}  // namespace weige::grids
