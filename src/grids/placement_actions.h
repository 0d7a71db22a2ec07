// Use cases of where addresses fall: lists for the map and for those who mend, one address in all layers, and
// putting one somewhere by hand. Rights: read_grids; edit_address for the hand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grids/layer_actions.h"
#include "grids/placement_store.h"

namespace weige::grids {

// Where all addresses fall in a version: as kept, or for a draft as they would.
std::vector<PlacedAddress> placements_of(const GridContext& context, const GridVersion& version,
                                         const std::vector<GridMember>& members);

// Problems: not_found; layer_faulty for a draft.
Result<std::vector<ListedPlace>> list_addresses(const GridContext& context, const PlaceQuery& query);
Result<std::vector<ListedPlace>> list_points(const GridContext& context, VersionId id);

// Where an address falls today, a line for each layer that is in force. Problem: not_found (the address).
struct AddressGrid {
  GridLayer layer;
  VersionId version;
  PlacedAddress placed;
  std::optional<GridMember> member = {};  // without its shape
};
Result<std::vector<AddressGrid>> grids_of_address(const GridContext& context, std::int64_t address);

// code: none takes the hand back. Holds in this and later versions that have the code; versions that are over
// keep what they had. Problems: forbidden, not_found (address, layer), missing_field and too_long (reason),
// bad_choice (code: no member of a version in force or to come has it).
struct PlaceByHand {
  LayerId layer;
  std::int64_t address = 0;
  std::optional<std::string> code = {};
  std::string reason;
};
Result<std::vector<AddressGrid>> place_by_hand(const GridContext& context, const PlaceByHand& wanted);

}  // namespace weige::grids
