#include "grids/grid_area_writer.h"

#include <algorithm>
#include <vector>

#include "registry/area_writer.h"

namespace weige::grids {

std::int64_t area_for(const AddressArea& address) {
  if (address.above == access::kTown.value) return address.area;
  if (!address.falls_in) return address.in_grid ? address.area : address.above;
  return address.falls_above == address.above ? *address.falls_in : address.above;
}

void keep_areas(store::Transaction& tx, access::PostId post, VersionId version,
                std::span<const std::int64_t> addresses) {
  const auto followed = followed_version(tx);
  if (!followed || followed->version != version) return;
  std::vector<std::int64_t> ids(addresses.begin(), addresses.end());
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  std::vector<std::pair<std::int64_t, std::int64_t>> moved;
  for (const auto& address : address_areas(tx, version, ids))
    if (const auto area = area_for(address); area != address.area) moved.emplace_back(address.address, area);
  std::ranges::sort(moved);
  moved.erase(std::ranges::unique(moved).begin(), moved.end());
  registry::put_into_areas(tx, post, moved);
}

}  // namespace weige::grids
