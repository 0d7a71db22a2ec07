// Keeps records in the areas of their addresses. An address lies in its committee or, once grids are in
// force, in a grid of it; higher modules know which. That is derived from borders and points, so it makes no
// new version of a record and no row of the ledger; the figures of the areas follow.
#pragma once

#include <span>
#include <utility>

#include "access/ids.h"
#include "store/database.h"

namespace weige::registry {

// Pairs of an address and the area it lies in from now on, with everything at it. Addresses differ. post:
// under which the figures are counted.
void put_into_areas(store::Transaction& tx, access::PostId post,
                    std::span<const std::pair<std::int64_t, std::int64_t>> addresses);
// What lies in an area without an address there, people and organisations, goes to another one.
void leave_area(store::Transaction& tx, access::PostId post, access::AreaId from, access::AreaId to);
// What is at the addresses lies where they do, whatever was written of it.
void settle(store::Transaction& tx, access::PostId post, std::span<const std::int64_t> addresses);

}  // namespace weige::registry
