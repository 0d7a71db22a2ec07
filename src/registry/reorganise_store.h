// SQL of reorganised committees: what an operation was to do, what is left to move, and how much it would be.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "access/ids.h"
#include "registry/ledger.h"
#include "store/database.h"

namespace weige::registry {

// The row beside the operation's own; its receipt is that of the operation.
struct ReorganisationRow {
  access::AreaId from, to;
  bool ends_from = false;
  bool closed = false;
};
void insert_reorganisation(store::Transaction& tx, OperationId operation, const ReorganisationRow& row);
std::optional<ReorganisationRow> find_reorganisation(store::Transaction& tx, OperationId operation);
void mark_closed(store::Transaction& tx, OperationId operation);

// Ids of records of the area, cancelled ones too, after the id, in order; what never was (undone) stays.
// Kinds: address, organisation, person.
struct AreaRecords {
  RecordKind kind = RecordKind::address;
  access::AreaId area;
  std::int64_t after_id = 0;
  std::size_t limit = 100;
};
std::vector<std::int64_t> records_of_area(store::Transaction& tx, const AreaRecords& query);
// Addresses of the area in the subtree of the root, the root included, as far as they are still in it.
std::vector<std::int64_t> subtree_in_area(store::Transaction& tx, std::int64_t root, access::AreaId area,
                                          std::size_t limit);

// How many records of each kind lie at the addresses, in the area; people by their main residence.
std::map<RecordKind, int> count_at(store::Transaction& tx, std::span<const std::int64_t> addresses,
                                   access::AreaId area);
// How many records of each kind the area has.
std::map<RecordKind, int> count_in_area(store::Transaction& tx, access::AreaId area);

}  // namespace weige::registry
