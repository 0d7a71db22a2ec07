// SQL of area_id where it follows an address: of the address itself, of what stands there and of who is
// there.
#pragma once

#include <span>
#include <utility>

#include "access/ids.h"
#include "store/database.h"

namespace weige::registry {

// Pairs of an address and its area.
void set_areas(store::Transaction& tx, std::span<const std::pair<std::int64_t, std::int64_t>> addresses);
// Premises, labels, residences, organisations, employments, people who mainly live there, and from where
// people are seen: in the area of the address from now on. The ids differ.
void move_along(store::Transaction& tx, std::span<const std::int64_t> addresses);

// What counts by itself, without an address, in the area's figures.
struct MovedRest {
  std::int64_t organisations = 0;  // current ones
  std::int64_t workers = 0;        // of all of them, in employments that go on
};
// Organisations without premises with their employments, and people without a main residence.
MovedRest move_rest(store::Transaction& tx, access::AreaId from, access::AreaId to);

}  // namespace weige::registry
