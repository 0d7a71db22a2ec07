// The history of a record: its changes and those of what hangs on it, newest first, and which of them one may
// take back.
#pragma once

#include <optional>
#include <vector>

#include "registry/view_actions.h"

namespace weige::registry {

struct ChangeView {
  LedgerChange change;
  Provenance provenance;
  OperationKind operation_kind = OperationKind::edit;
  bool undone = false;
  bool can_undo =
      false;  // by this actor, as far as this record tells: its values are still those of the change
};
struct HistoryPage {
  std::vector<ChangeView> changes;               // newest first
  std::optional<std::int64_t> next_before = {};  // ask for changes before this id
};
struct HistoryRequest {
  RecordKind kind = RecordKind::person;
  std::int64_t id = 0;
  std::optional<std::int64_t> before = {};
  std::size_t limit = 50;
};
// The changes of a record and of what hangs on it: residences and employments of a person, residences and
// labels of premises.
Result<HistoryPage> history(const ReadContext& context, const HistoryRequest& request);

}  // namespace weige::registry
