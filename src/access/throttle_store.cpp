#include "access/throttle_store.h"

namespace weige::access {
namespace {

store::Blob key(std::string_view hash) {
  return {std::string(hash)};
}

}  // namespace

ThrottleState find_throttle(store::Transaction& tx, std::string_view key_hash) {
  return tx
      .first(
          "SELECT failures, last_failure_at, blocked_until FROM sign_in_throttle WHERE key_hash = $1",
          [](const store::Row& row) {
            return ThrottleState{.failures = row.get<int>(0),
                                 .last_failure = row.get<Instant>(1),
                                 .blocked_until = row.get<Instant>(2)};
          },
          key(key_hash))
      .value_or(ThrottleState{});
}

void put_throttle(store::Transaction& tx, std::string_view key_hash, const ThrottleState& state) {
  tx.exec(
      "INSERT INTO sign_in_throttle (key_hash, failures, last_failure_at, blocked_until) VALUES ($1, $2, $3, "
      "$4)"
      " ON CONFLICT (key_hash) DO UPDATE SET failures = excluded.failures,"
      " last_failure_at = excluded.last_failure_at, blocked_until = excluded.blocked_until",
      key(key_hash), state.failures, state.last_failure, state.blocked_until);
}

void delete_throttle(store::Transaction& tx, std::string_view key_hash) {
  tx.exec("DELETE FROM sign_in_throttle WHERE key_hash = $1", key(key_hash));
}

void delete_throttles_before(store::Transaction& tx, Instant last_failure) {
  tx.exec("DELETE FROM sign_in_throttle WHERE last_failure_at < $1", last_failure);
}

}  // namespace weige::access
