// SQL of what stands and who is at addresses, counted, as far as the acting post covers it: what loads,
// previews and comparisons are added up from.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "access/scope.h"
#include "base/clock.h"
#include "store/database.h"

namespace weige::grids {

struct GridCounts {
  std::int64_t addresses = 0;
  std::int64_t doors = 0;  // addresses at which premises stand
  std::int64_t doors_with_residents = 0;
  std::int64_t residents = 0;              // by main residence
  std::int64_t confirmed_within_year = 0;  // of them, within the last 365 days
  std::int64_t premises = 0;
  std::int64_t premises_residential = 0;
  std::int64_t organisations = 0;

  GridCounts& operator+=(const GridCounts& other);
  bool operator==(const GridCounts&) const = default;
};

// One current address that is no road.
struct AddressCounts {
  std::int64_t address = 0;
  GridCounts counts;
};
// By address.
std::vector<AddressCounts> address_counts(store::Transaction& tx, const access::Scope& scope, Day today);

}  // namespace weige::grids
