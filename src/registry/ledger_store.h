// SQL of operations, changes and provenance: written once, never changed, but for the mark on an operation
// that was undone.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "registry/ledger.h"
#include "registry/sealed_field_store.h"
#include "store/database.h"

namespace weige::registry {

access::Change insert_operation(store::Transaction& tx, const Operation& operation);
std::optional<Operation> find_operation(store::Transaction& tx, const access::Scope& scope, OperationId id);
// Of a change that the caller may see: an operation may span areas. Precondition: it exists.
Operation operation_header(store::Transaction& tx, OperationId id);
// by: none = it holds again, because its undoing was undone.
access::Change mark_undone(store::Transaction& tx, OperationId id, std::optional<OperationId> by);

void insert_provenance(store::Transaction& tx, const Provenance& provenance);
// In the order of the ids asked for; ids that do not exist are left out.
std::vector<Provenance> find_provenance(store::Transaction& tx, std::span<const std::int64_t> ids);

void insert_changes(SealedFields& sealed, std::span<const LedgerChange> changes);
// In ledger order. No scope here: the caller has found the record in its scope.
std::vector<LedgerChange> changes_of_record(store::Transaction& tx, RecordKind kind, std::int64_t id);
// Newest first; before: the id of a change, of which only older ones are told.
std::vector<LedgerChange> changes_of_operation(store::Transaction& tx, OperationId id, std::int64_t before,
                                               int limit);
int count_changes(store::Transaction& tx, OperationId id);
// The changes of the operation that operations undoing it have taken back already (a job that was stopped).
// Of those older than the change `before`.
std::set<std::int64_t> changes_taken_back(store::Transaction& tx, OperationId id, std::int64_t before);
// In ledger order.
std::vector<ConfirmingChange> confirming_changes(store::Transaction& tx, RecordKind kind, std::int64_t id);

// Newest first; before -1 = from the end.
std::vector<LedgerChange> changes_before(store::Transaction& tx, OperationId id,
                                         std::int64_t before_change_id, int limit);

struct FieldProvenance {
  std::string field;
  std::int64_t provenance_id = 0;
};
std::vector<FieldProvenance> field_provenance(store::Transaction& tx, RecordKind kind, std::int64_t id);
void set_field_provenance(store::Transaction& tx, const Record& record,
                          std::span<const FieldProvenance> fields);
// Instead of what there is.
void replace_field_provenance(store::Transaction& tx, const Record& record,
                              std::span<const FieldProvenance> fields);

// Adds to a counter of L6 and S2. records: "residents" or "other"; month: 2026-11.
struct CounterDelta {
  std::int64_t area_id = 0;
  std::string month;
  std::int64_t post_id = 0;
  std::string records;
  std::int64_t adds = 0, changes = 0, cancellations = 0;
};
void add_to_counters(store::Transaction& tx, std::span<const CounterDelta> deltas);

}  // namespace weige::registry
