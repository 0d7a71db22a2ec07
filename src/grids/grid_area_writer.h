// Keeps records in the areas of the micro-grids that they fall in, so that a post that covers a grid sees the
// grid's records and no others.
#pragma once

#include <span>

#include "grids/grid_area_store.h"

namespace weige::grids {

// Where the address lies from now on: in the grid it falls in, if that stands in the address's own committee.
// What falls in no grid stays where it was put; what falls in a grid of another committee is one committee's
// record under another's border, for people to mend, and lies with its own committee until they have.
std::int64_t area_for(const AddressArea& address);

// Puts those of the addresses into their areas that lie elsewhere. Nothing, unless the version is followed.
void keep_areas(store::Transaction& tx, access::PostId post, VersionId version,
                std::span<const std::int64_t> addresses);

}  // namespace weige::grids
