// The job behind an import: checks every row, then writes the taken ones in short transactions as one
// operation. Goes on where it was after a crash. Decision record: docs/decisions, "an import is written in
// pieces".
#pragma once

#include "base/clock.h"
#include "jobs/job_runner.h"

namespace weige::registry {

// For JobRunner::handle(kImportJob, ...). The job's result is {"import": id}.
jobs::JobRunner::Handler import_handler(Clock clock, TownTime town = {});

}  // namespace weige::registry
