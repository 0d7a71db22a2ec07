// Where a follower of the register stands in the feed of its changes (feed_store.h).
#pragma once

#include <cstdint>
#include <string>

namespace weige::registry {

// What a follower has seen: everything up to an entry (SQLite, where transactions come one after the other)
// or everything that a snapshot saw (PostgreSQL, where they overlap).
struct FeedPosition {
  std::string snapshot = {};
  std::int64_t id = 0;
  bool operator==(const FeedPosition&) const = default;
};

}  // namespace weige::registry
