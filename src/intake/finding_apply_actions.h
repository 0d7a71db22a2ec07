// How a finding goes into the register: decided anew from the row in the transaction that writes it, so that
// nothing that changed meanwhile is overwritten unseen.
#pragma once

#include "intake/finding_actions.h"
#include "intake/roster_import.h"
#include "jobs/job_runner.h"
#include "registry/register_writer.h"

namespace weige::intake {

struct RowInTown {
  const RosterRow& row;
  const registry::ImportTown& town;
};
// What applying the finding's row would write now, as far as whoever asks may see.
registry::RowDecision decide_row(store::Transaction& tx, const access::Actor& actor, const RowInTown& row,
                                 const Finding& finding);

// Writes it as an operation of its own; none where the register says so already.
Result<std::optional<registry::OperationId>> apply_finding(const registry::WriteContext& context,
                                                           const Finding& finding,
                                                           const registry::ProvenanceInput& how);

// Submits the applying of a roster in the actor's name, audited.
jobs::JobId submit_applying(store::Transaction& tx, const access::Actor& actor, const ApplyRoster& wanted,
                            Instant now);

// For JobRunner::handle(kApplyRosterJob, ...). The job's result is {"roster": id, "operation": id, "applied":
// n, "left": n, "confirmed": n, "held": n}; what cannot be applied as it is stays open, and so does what a
// higher module holds.
jobs::JobRunner::Handler apply_roster_handler(const Clock& clock,
                                              const FindingEvents& events = no_followers(),
                                              TownTime town = {});

}  // namespace weige::intake
