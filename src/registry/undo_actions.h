// Taking an operation back: every change of it, newest first, by new changes that name what they undo.
// Nothing is erased from the ledger. Undoing an undoing makes the operation hold again.
#pragma once

#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "jobs/job_context.h"
#include "registry/register_writer.h"

namespace weige::registry {

struct Undone {
  OperationId operation;
  std::map<RecordKind, int> affected;
  std::vector<std::pair<RecordKind, std::int64_t>> subjects = {};  // each record touched, once a change
};

// What was added is `undone` (it never was), what was changed has its former values again and who had
// confirmed them, a committee that ended is current again. An address that others stand on by now stays.
// Problems: forbidden, not_found (the operation, or a
// record of it, is out of scope), record_erased (nothing is left to take back), already_undone, changed_since
// (another change came on top, or what a value refers to is no more), still_in_use (others stand on premises,
// a person or an organisation that it added).
Result<Undone> undo_operation(const WriteContext& context, OperationId id, std::string reason);

// The same, but an operation of many changes becomes a job, which takes them back in short transactions. What
// such a job has taken back stays so when it is stopped or meets a problem; undoing again goes on with the
// rest.
inline constexpr int kMostUndoneAtOnce = 1000;  // changes
Result<std::variant<Undone, jobs::JobId>> take_back_operation(const WriteContext& context, OperationId id,
                                                              std::string reason);
// Some changes of an operation, newest first, taken back by `writer` of an operation that undoes it; within
// the scope of the context's actor. A step of taking back a long operation piece by piece. How many stay
// because somebody has built on them. Problems: as of undo_operation, but for those.
Result<int> take_back_changes(const WriteContext& context, const Operation& operation, RegisterWriter& writer,
                              std::span<const LedgerChange> changes);

// The handler of that job. Its result: {"operation_id": n, "affected": {"person": n, ...}}.
inline constexpr std::string_view kUndoJob = "undo";
Done run_undo(jobs::JobContext& context, const Clock& clock);

}  // namespace weige::registry
