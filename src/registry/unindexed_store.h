// SQL of the records whose search terms are still to be written (decision 12).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "registry/record.h"
#include "store/database.h"

namespace weige::registry {

struct Unindexed {
  RecordKind kind;
  std::int64_t id = 0;
};
void insert_unindexed(store::Transaction& tx, std::span<const Unindexed> records);
bool is_unindexed(store::Transaction& tx, RecordKind kind, std::int64_t id);
int count_unindexed(store::Transaction& tx);

// The records themselves as they are now, by id. For what is derived from them only: no scope, nobody is
// shown any.
std::vector<Record> unindexed_records(store::Transaction& tx, RecordKind kind, std::size_t limit);

// nullopt: it does not wait.
std::optional<Record> unindexed_record(store::Transaction& tx, RecordKind kind, std::int64_t id);

// Ids of both ends included.
struct IdRange {
  std::int64_t first = 0, last = 0;
};
struct RecordVersion {
  std::int64_t id = 0, version = 0;
};
std::vector<RecordVersion> unindexed_versions(store::Transaction& tx, RecordKind kind, const IdRange& ids);
void delete_unindexed(store::Transaction& tx, RecordKind kind, const IdRange& ids);
void delete_unindexed(store::Transaction& tx, RecordKind kind, std::span<const std::int64_t> ids);

}  // namespace weige::registry
