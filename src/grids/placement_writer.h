// Keeps every address placed in every version that is in force or will be, in the transaction of what
// changes: an address, a hand, a version that takes effect.
#pragma once

#include <span>
#include <vector>

#include "grids/layer_index.h"
#include "grids/placement_store.h"
#include "registry/register_events.h"
#include "store/database.h"

namespace weige::grids {

// Subscribes follow_addresses(). To be called once, before anything runs.
void follow_register(registry::RegisterEvents& events);

// Places what has changed. An address that is new, has no point and stands below a placed one costs a
// look-up; all others have their group placed anew.
Done follow_addresses(store::Transaction& tx, const registry::RegisterMoment& moment,
                      const std::vector<registry::AddressChange>& changes);

// Places the whole of the groups in one version and writes what differs from what is kept. post: whose doing
// it is.
struct VersionIndex {
  const GridVersion& version;
  const LayerIndex& index;
};
Done place_groups(store::Transaction& tx, access::PostId post, const VersionIndex& version,
                  std::span<const std::int64_t> tops);

// Where all addresses would fall, nothing written: for drafts. By address.
std::vector<PlacedAddress> placed_anew(store::Transaction& tx, LayerId layer, const LayerIndex& index);

// Places all addresses in the version, in short transactions. Those that change meanwhile are followed, since
// the version is live (VersionState::placing).
Done place_version(store::Database& database, const GridVersion& version, const LayerIndex& index);

}  // namespace weige::grids
