// The ids that access owns. Area and post ids are what higher modules store beside their own rows.
#pragma once

#include "base/ids.h"

namespace weige::access {

using AccountId = Id<struct AccountTag>;
using PostId = Id<struct PostTag>;
using AreaId = Id<struct AreaTag>;
using SessionId = Id<struct SessionTag>;

// Built in by migration 0010: what jobs and first runs act as. No password, no session can ever be opened for
// it.
inline constexpr AccountId kSystemAccount{1};
inline constexpr PostId kSystemPost{1};
// The town itself: the root of the tree of areas.
inline constexpr AreaId kTown{1};
// A signed-in account that acts in no post: it covers no area and has only the right to its own account.
inline constexpr PostId kNoPost{0};

}  // namespace weige::access
