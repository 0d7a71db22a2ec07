// SQL of the feed of changes: which transactions have written to the ledger since a follower looked last.
#pragma once

#include <cstdint>
#include <vector>

#include "registry/feed.h"
#include "store/database.h"

namespace weige::registry {

// The changes that one transaction wrote; on PostgreSQL others may lie between them.
struct FeedEntry {
  std::int64_t first_change = 0, last_change = 0;
};

void insert_feed_entry(store::Transaction& tx, std::int64_t first_change, std::int64_t last_change);

// From where to follow when everything this transaction sees has been read.
FeedPosition feed_end(store::Transaction& tx);

// Another number whenever an entry has come since: tells cheaply whether anything is going on.
std::int64_t feed_mark(store::Transaction& tx);

// Entries that this transaction sees and the position had not seen, at most `limit`; with fewer of them
// feed_end(tx) is the next position. No other transaction, however long it lasts, keeps an entry back.
std::vector<FeedEntry> feed_after(store::Transaction& tx, const FeedPosition& position, int limit);

}  // namespace weige::registry
