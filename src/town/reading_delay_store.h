// SQL of lawful delays. They concern a person whom the caller has found in scope, or who asks about
// themselves: no Scope here.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "access/change.h"
#include "store/database.h"
#include "town/reading_delay.h"

namespace weige::town {

access::Change insert_delay(store::Transaction& tx, const ReadingDelay& delay, Instant now);
// Newest first.
std::vector<ReadingDelay> delays_of(store::Transaction& tx, std::int64_t person);
access::Change end_delay(store::Transaction& tx, const ReadingDelay& delay, Instant now);
// Those that ended before: by somebody before the instant, or after a last day before that day. How many.
std::int64_t delete_old_delays(store::Transaction& tx, Instant ended_before, Day last_day_before);
// All of people who are erased.
void erase_delays(store::Transaction& tx, std::span<const std::int64_t> people);

}  // namespace weige::town
