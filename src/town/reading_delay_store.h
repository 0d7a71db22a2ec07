// SQL of lawful delays. They concern a person whom the caller has found in scope, or who asks about
// themselves: no Scope here.
#pragma once

#include <cstdint>
#include <vector>

#include "access/change.h"
#include "store/database.h"
#include "town/reading_delay.h"

namespace weige::town {

access::Change insert_delay(store::Transaction& tx, const ReadingDelay& delay, Instant now);
// Newest first.
std::vector<ReadingDelay> delays_of(store::Transaction& tx, std::int64_t person);
access::Change end_delay(store::Transaction& tx, const ReadingDelay& delay, Instant now);

}  // namespace weige::town
