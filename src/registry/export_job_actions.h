// Running an export: reads the register page by page into a file, audits each page, and leaves the file where
// it belongs: with its job, or where the command line wants it. Memory does not grow with the register.
#pragma once

#include <filesystem>
#include <functional>

#include "base/clock.h"
#include "jobs/job_context.h"
#include "registry/export_actions.h"

namespace weige::registry {

// Called in the transaction that audits a page, with how far it is.
using ExportProgress = std::function<Done(store::Transaction& tx, const jobs::Progress& progress)>;
struct ExportRun {
  store::Database& database;
  const Clock& clock;
  std::function<Done()> may_go_on = [] { return done(); };
  ExportProgress progress = [](store::Transaction&, const jobs::Progress&) { return done(); };
};
// Writes all rows to the file and ends it. Problems: those of ExportReader, ExportFile and the run.
Done write_export(const ExportRun& run, ExportReader& reader, const std::string& path);

struct ExportJobParts {
  Clock clock;
  std::filesystem::path scratch = {};  // folder for the file while it grows; empty = the system's
  int rows_per_page = 2000;
  access::ApprovalRules approvals = {};
};
// The handler of kExportJob. An export that was interrupted starts anew: half a file is none. What it needs a
// second person for is looked at again before the first page (begin_export).
Done run_export_job(jobs::JobContext& context, const ExportJobParts& parts);

}  // namespace weige::registry
