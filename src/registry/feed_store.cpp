#include "registry/feed_store.h"

namespace weige::registry {
namespace {

using store::Engine;
using store::Row;
using store::Transaction;

constexpr std::string_view kAfterId =
    "SELECT first_change_id, last_change_id FROM register_feed WHERE id > $1 ORDER BY id LIMIT $2";
// The first condition is for the index: whatever is older than the snapshot's oldest transaction it has seen.
constexpr std::string_view kAfterSnapshot =
    "SELECT first_change_id, last_change_id FROM register_feed WHERE transaction_id >= "
    "CAST(CAST(pg_snapshot_xmin(CAST($1 AS pg_snapshot)) AS TEXT) AS BIGINT) AND NOT "
    "pg_visible_in_snapshot(CAST(CAST(transaction_id AS TEXT) AS xid8), CAST($1 AS pg_snapshot)) "
    "ORDER BY transaction_id, id LIMIT $2";

}  // namespace

void insert_feed_entry(Transaction& tx, std::int64_t first_change, std::int64_t last_change) {
  const std::int64_t transaction =
      tx.engine() == Engine::postgres
          ? tx.scalar<std::int64_t>("SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)")
          : 0;
  tx.exec(
      "INSERT INTO register_feed (id, transaction_id, first_change_id, last_change_id) VALUES ($1, $2, $3, "
      "$4)",
      tx.next_id(), transaction, first_change, last_change);
}

FeedPosition feed_end(Transaction& tx) {
  if (tx.engine() == Engine::postgres)
    return {.snapshot = tx.scalar<std::string>("SELECT CAST(pg_current_snapshot() AS TEXT)"), .id = 0};
  return {.snapshot = {}, .id = tx.scalar<std::int64_t>("SELECT COALESCE(MAX(id), 0) FROM register_feed")};
}

std::int64_t feed_mark(Transaction& tx) {
  return tx.scalar<std::int64_t>(tx.engine() == Engine::postgres
                                     ? "SELECT COALESCE(MAX(transaction_id), 0) FROM register_feed"
                                     : "SELECT COALESCE(MAX(id), 0) FROM register_feed");
}

std::vector<FeedEntry> feed_after(Transaction& tx, const FeedPosition& position, int limit) {
  const auto read = [](const Row& row) {
    return FeedEntry{.first_change = row.int64(0), .last_change = row.int64(1)};
  };
  if (tx.engine() == Engine::postgres) return tx.all(kAfterSnapshot, read, position.snapshot, limit);
  return tx.all(kAfterId, read, position.id, limit);
}

}  // namespace weige::registry
