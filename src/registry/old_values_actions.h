// A register from before its numbers were sealed: seals them at the first start.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::registry {

// Tables of higher modules: seals some rows after an id, and tells the last one; 0: nothing is left.
using OldTables = std::map<std::string, std::function<std::int64_t(store::Transaction&, std::int64_t after)>>;

// Seals every number and phone that stands plain, a few hundred rows a transaction, and has the file written
// anew, so that none is left in it. Goes on where it was when it was interrupted; costs nothing when all is
// sealed. Call it when the database has its keys and before anybody uses it.
Done seal_old_values(store::Database& database, Instant now, const OldTables& others);

}  // namespace weige::registry
