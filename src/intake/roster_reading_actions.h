// A roster's rows as its jobs read them: the sheet that was handed in, cell by cell, for the town as it is.
#pragma once

#include <string>
#include <vector>

#include "intake/roster_import.h"
#include "jobs/job_context.h"

namespace weige::intake {

struct RosterSheet {
  Roster roster;  // as it was handed in: without what jobs made of it
  registry::ImportTown town;
  std::vector<RosterRow> rows;
  std::string report_cells = {};  // of a single report: its line, packed
};
// Of the roster that the job's input names. Problems: not_found, upload_gone, mapping, job_cancelled,
// job_stopping, job_lost, and those of a sender who may act no more.
Result<RosterSheet> read_sheet(jobs::JobContext& job, Instant now, TownTime town);

}  // namespace weige::intake
