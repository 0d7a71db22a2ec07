// The ledger's rows: an operation (one act of one post) and its changes (one per record touched). Nothing in
// it is ever overwritten.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/provenance.h"
#include "registry/record.h"

namespace weige::registry {

using OperationId = Id<struct OperationTag>;

enum class OperationKind { edit, import, merge, split, rename, reorganise, undo };
std::string_view code(OperationKind kind);
std::optional<OperationKind> operation_kind_of(std::string_view code);
// Whether the operation brings knowledge from outside: somebody looked, or a file says so. Merging, renaming
// or reorganising moves what is known and makes nothing fresher.
bool confirms(OperationKind kind);

enum class ChangeKind { add, change, confirm, cancel, undo };
std::string_view code(ChangeKind kind);
std::optional<ChangeKind> change_kind_of(std::string_view code);

struct Operation {
  OperationId id;
  OperationKind kind = OperationKind::edit;
  access::AreaId area;
  access::AccountId account;
  access::PostId post;
  std::string reason = {};
  Instant known_at{};
  std::optional<OperationId> undoes = {};
  std::optional<OperationId> undone_by = {};
};

// What a record is, and when: `valid_from` in the world, `known_at` to the register.
struct LedgerChange {
  std::int64_t id = 0;
  OperationId operation;
  RecordKind subject_kind = RecordKind::person;
  std::int64_t subject_id = 0;
  std::int64_t area_id = 0;
  ChangeKind kind = ChangeKind::change;
  std::vector<FieldChange> fields = {};
  Day valid_from{};
  Instant known_at{};
  std::int64_t provenance_id = 0;
  std::string reason = {};
  std::optional<std::int64_t> undoes = {};
};

// add, cancel or change, from the record's state before and after.
ChangeKind kind_of_change(const Record* before, const Record& after);

// The changes that hold: neither undoings nor taken back by one that itself holds. In ledger order.
std::vector<const LedgerChange*> standing(const std::vector<LedgerChange>& changes);

// Who confirmed a record last: as a whole, and the fields that differ (provenance ids).
struct Confirmation {
  Day confirmed_at{};
  std::int64_t provenance_id = 0;
  std::map<std::string, std::int64_t> fields = {};
};
// A change with what its operation and provenance say.
struct ConfirmingChange {
  LedgerChange change;
  OperationKind operation_kind = OperationKind::edit;
  Day confirmed_at{};
};
// What RegisterWriter left, from the changes that stand. Precondition: the first adds the record.
Confirmation confirmation_of(const std::vector<ConfirmingChange>& standing);

// The record as valid on `valid_on` and as known at `known_at`, from all its changes in ledger order.
// nullopt: it was not known, or not there, then. Of two changes to a field that are valid by then the one
// known later wins: what is entered last is taken to be right from its day on, so that today's record is what
// its current row says. A change taken back counts only until it was.
std::optional<Record> as_of(RecordKind kind, std::int64_t id, const std::vector<LedgerChange>& changes,
                            Day valid_on, Instant known_at);

}  // namespace weige::registry
