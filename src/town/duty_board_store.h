// What proves each duty of the board, and which grids have an open channel for sealed leads. A new source of
// figures is one line in duty_board_store.cpp.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "access/scope.h"
#include "norms/duty.h"
#include "store/database.h"

namespace weige::town {

// By grid in scope, records of the month [first, after).
using DutyCounter = norms::DutyCounts (*)(store::Transaction& tx, const access::Scope& scope, Day first,
                                          Day after);

struct DutyProof {
  std::string_view number;
  DutyCounter counter;
};
// Several of one number add up.
const std::vector<DutyProof>& duty_proofs();

// Grids in scope without population elements, as their layer says (A1).
std::set<std::int64_t> grids_without_people(store::Transaction& tx, const access::Scope& scope);
// Grids in scope that are covered by an officer's post which can be written to.
std::set<std::int64_t> grids_with_lead_channel(store::Transaction& tx, const access::Scope& scope);

}  // namespace weige::town
