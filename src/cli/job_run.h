// Runs long work to its end within a command, which tells meanwhile how far it is.
#pragma once

#include <iosfwd>

#include "jobs/job_runner.h"

namespace weige::cli {

struct JobSurroundings {
  store::Database& database;
  const Clock& clock;
  std::ostream& progress;  // a line whenever it got on: "placing 1200/48000"
};
// A server on the same database may have taken the job: then it is only waited for. Problems: why the job
// failed; job_cancelled.
Done run_job(const JobSurroundings& around, jobs::JobId id, const jobs::JobRunner::Handler& handler);

}  // namespace weige::cli
