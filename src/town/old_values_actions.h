// What lies plain in a register from before its numbers were sealed, of all modules.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::town {

// registry::seal_old_values with the tables of intake. When a program has given its database the keys, before
// anything else.
Done seal_old_values(store::Database& database, Instant now);

}  // namespace weige::town
