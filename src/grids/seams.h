// Joins parcels of neighbouring areas: where one side set vertices on the common border, the other side gets
// them too, so that both have the same pieces of border, bit for bit.
#pragma once

#include <span>
#include <vector>

#include "grids/parcels.h"

namespace weige::grids {

// The areas with every vertex that another one has on their borders. Fails as Arrangement::of() does.
Result<std::vector<Shape>> with_common_vertices(std::span<const Shape> areas);

// `parcels` are those of parcels_of() for each of the areas, which have their vertices in common.
void join_seams(std::span<const Shape> areas, std::span<std::vector<Parcel>> parcels);

}  // namespace weige::grids
