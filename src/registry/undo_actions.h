// Taking an operation back: every change of it, newest first, by new changes that name what they undo.
// Nothing is erased from the ledger.
#pragma once

#include <utility>
#include <vector>

#include "registry/register_writer.h"

namespace weige::registry {

struct Undone {
  OperationId operation;
  std::map<RecordKind, int> affected;
  std::vector<std::pair<RecordKind, std::int64_t>> subjects = {};  // each record touched, once a change
};

// What was added is `undone` (it never was), what was changed has its former values again. Problems:
// forbidden, not_found (the operation, or a record of it, is out of scope), already_undone, changed_since (a
// value is no longer what the operation left).
Result<Undone> undo_operation(const WriteContext& context, OperationId id, std::string reason);

// One change of an operation, taken back by `writer`; within the scope of the context's actor. A step of
// taking back a long operation piece by piece, newest change first.
Done take_back_change(const WriteContext& context, RegisterWriter& writer, const LedgerChange& change);

}  // namespace weige::registry
