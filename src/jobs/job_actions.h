// Use cases around jobs, in the caller's transaction. Who may do it is decided by the caller: jobs knows no
// posts.
#pragma once

#include "jobs/job.h"
#include "store/database.h"

namespace weige::jobs {

// How long a finished job and its result are kept.
constexpr std::chrono::hours job_retention{24 * 30};

JobId submit_job(store::Transaction& tx, const NewJob& job, Instant now);
Result<Job> get_job(store::Transaction& tx, JobId id);  // problem: not_found
// A job that has begun ends at its next step, with what its handler lets stand. Problems: not_found,
// job_finished.
Done cancel_job(store::Transaction& tx, JobId id, Instant now);

// Removes the finished jobs whose time has come with their files, each in a transaction of its own: a file
// may be large. Returns how many.
std::int64_t remove_expired(store::Database& database, Instant now);

}  // namespace weige::jobs
