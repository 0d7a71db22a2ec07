#include "access/key_store.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace weige::access {
namespace {

RingKey ring_key_from_row(const store::Row& row) {
  return {.number = row.get<std::uint32_t>(0),
          .ring = row.get<std::string>(1),
          .proof = std::string(row.blob(2)),
          .made = row.get<Instant>(3),
          .retired = row.get<std::optional<Instant>>(4)};
}

WrappedKey data_key_from_row(const store::Row& row) {
  return {.kind = row.get<std::string>(0),
          .id = row.int64(1),
          .number = row.get<std::uint32_t>(2),
          .master = row.get<std::uint32_t>(3),
          .wrapped = row.is_null(4) ? std::nullopt : std::optional(std::string(row.blob(4)))};
}

}  // namespace

std::vector<RingKey> ring_keys(store::Transaction& tx) {
  return tx.all("SELECT number, ring, proof, made_at, retired_at FROM ring_key ORDER BY number",
                ring_key_from_row);
}

std::optional<std::uint32_t> newest_ring_key(store::Transaction& tx) {
  return tx.first("SELECT number FROM ring_key WHERE retired_at IS NULL ORDER BY number DESC LIMIT 1",
                  [](const store::Row& row) { return row.get<std::uint32_t>(0); });
}

Change insert_ring_key(store::Transaction& tx, const RingKey& key) {
  tx.exec("INSERT INTO ring_key (number, ring, proof, made_at) VALUES ($1, $2, $3, $4)", key.number, key.ring,
          store::Blob{key.proof}, key.made);
  return Change::of(kMasterSubject, std::int64_t{key.number}, "made");
}

Change retire_ring_key(store::Transaction& tx, std::uint32_t number, Instant now) {
  tx.exec("UPDATE ring_key SET retired_at = COALESCE(retired_at, $2) WHERE number = $1", number, now);
  return Change::of(kMasterSubject, std::int64_t{number}, "retired");
}

std::optional<WrappedKey> find_data_key(store::Transaction& tx, const KeyOwner& owner) {
  return tx.first(
      "SELECT owner_kind, owner_id, number, master, wrapped FROM data_key WHERE owner_kind = $1 AND owner_id "
      "= $2",
      data_key_from_row, owner.kind, owner.id);
}

// Full batches share one statement; the last one repeats its last id.
std::vector<WrappedKey> find_data_keys(store::Transaction& tx, std::string_view kind,
                                       std::span<const std::int64_t> ids) {
  constexpr std::size_t kBatch = 64;
  static const std::string sql = [] {
    std::string text =
        "SELECT owner_kind, owner_id, number, master, wrapped FROM data_key WHERE owner_kind = $1 AND "
        "owner_id "
        "IN ($2";
    for (std::size_t i = 1; i < kBatch; ++i) text += ", $" + std::to_string(i + 2);
    return text + ")";
  }();
  std::vector<WrappedKey> out;
  for (std::size_t first = 0; first < ids.size(); first += kBatch) {
    store::Params args{std::string(kind)};
    for (std::size_t i = first; i < first + kBatch; ++i) args.emplace_back(ids[std::min(i, ids.size() - 1)]);
    const auto cursor = tx.open(sql, args);
    while (const store::Row* row = cursor->next()) out.push_back(data_key_from_row(*row));
  }
  return out;
}

void insert_data_keys(store::Transaction& tx, std::span<const WrappedKey> keys) {
  static constexpr std::array<std::string_view, 5> kColumns{"owner_kind", "owner_id", "number", "master",
                                                            "wrapped"};
  std::vector<store::Params> rows;
  rows.reserve(keys.size());
  for (const auto& key : keys)
    rows.push_back(store::params(key.kind, key.id, key.number, key.master, store::Blob{key.wrapped.value()}));
  if (!rows.empty()) tx.bulk_insert("data_key", kColumns, rows);
}

std::vector<WrappedKey> data_keys_after(store::Transaction& tx, const KeyOwner& after, int limit) {
  return tx.all(
      "SELECT owner_kind, owner_id, number, master, wrapped FROM data_key WHERE (owner_kind, owner_id) > "
      "($1, $2) ORDER BY owner_kind, owner_id LIMIT $3",
      data_key_from_row, after.kind, after.id, limit);
}

std::int64_t count_data_keys(store::Transaction& tx) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM data_key");
}

std::int64_t count_wrapped_by(store::Transaction& tx, std::uint32_t master) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM data_key WHERE master = $1 AND wrapped IS NOT NULL",
                                 master);
}

void rewrap_data_keys(store::Transaction& tx, std::span<const WrappedKey> before,
                      std::span<const WrappedKey> after) {
  assert(before.size() == after.size());
  std::vector<store::Params> rows;
  rows.reserve(after.size());
  for (std::size_t i = 0; i < after.size(); ++i)
    rows.push_back(store::params(after[i].kind, after[i].id, after[i].master,
                                 store::Blob{after[i].wrapped.value()}, before[i].master));
  if (!rows.empty())
    tx.run_many(
        "UPDATE data_key SET master = $3, wrapped = $4 WHERE owner_kind = $1 AND owner_id = $2 AND master = "
        "$5 AND wrapped IS NOT NULL",
        rows);
}

void delete_data_key(store::Transaction& tx, const KeyOwner& owner) {
  tx.exec("DELETE FROM data_key WHERE owner_kind = $1 AND owner_id = $2", owner.kind, owner.id);
}

bool destroy_data_key(store::Transaction& tx, const KeyOwner& owner, Instant now) {
  return tx.exec(
             "UPDATE data_key SET wrapped = NULL, destroyed_at = $3 WHERE owner_kind = $1 AND owner_id = $2 "
             "AND wrapped IS NOT NULL",
             owner.kind, owner.id, now) == 1;
}

}  // namespace weige::access
