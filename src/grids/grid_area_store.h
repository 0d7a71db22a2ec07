// SQL of grids as areas: which area stands for a grid, which version the areas of records follow, and where
// addresses lie beside where they fall.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/ids.h"
#include "grids/grid_layer.h"
#include "store/database.h"

namespace weige::grids {

// By the grid's code.
std::map<std::string, access::AreaId> grid_areas(store::Transaction& tx);
void put_grid_area(store::Transaction& tx, const std::string& code, access::AreaId area);
void delete_grid_area(store::Transaction& tx, const std::string& code);

// after: addresses greater than this one are still to be gone through; nullopt: none is.
struct FollowedVersion {
  LayerId layer;
  VersionId version;
  std::optional<std::int64_t> after = {};
};
std::optional<FollowedVersion> followed_version(store::Transaction& tx);
void put_followed(store::Transaction& tx, const FollowedVersion& followed);
// Of the micro-grids, the version in force on the day.
std::optional<FollowedVersion> grids_in_force(store::Transaction& tx, Day day);

// Where an address lies and where it falls.
struct AddressArea {
  std::int64_t address = 0;
  std::int64_t area = 0;
  std::int64_t above = 0;  // the area itself, or what its grid stands in
  bool in_grid = false;    // of the version
  std::optional<std::int64_t> falls_in = {},
                              falls_above = {};  // the area of its member, and of that the area above
};
// Roads are left out; they belong to the town.
std::vector<AddressArea> address_areas(store::Transaction& tx, VersionId version,
                                       std::span<const std::int64_t> addresses);
// The addresses after the one given, whatever their state, by id.
std::vector<std::int64_t> addresses_after(store::Transaction& tx, std::int64_t after, int limit);

}  // namespace weige::grids
