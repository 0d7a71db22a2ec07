// The stretches along which two members share a border, and places on them.
#pragma once

#include <optional>
#include <vector>

#include "grids/edit_ground.h"

namespace weige::grids {

using Course = std::vector<Spot>;

// With a on the left and b, or nobody with no_member, on the right. One that closes on itself ends with its
// first spot.
std::vector<Course> stretches_of(const Land& land, Member a, Member b);

// A place on a course: a vertex of it, or between it[edge] and the next.
struct Station {
  std::size_t edge = 0;
  Spot at;
  double away = 0;  // units, from the spot that it was looked for
};
// The nearest vertex within reach (units), else the nearest place between two.
std::optional<Station> station_near(const Course& course, Spot spot, double reach);

}  // namespace weige::grids
