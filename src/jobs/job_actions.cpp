#include "jobs/job_actions.h"

#include "jobs/job_store.h"

namespace weige::jobs {

JobId submit_job(store::Transaction& tx, const NewJob& job, Instant now) {
  return insert_job(tx, job, now, now + job_retention);
}

Result<Job> get_job(store::Transaction& tx, JobId id) {
  auto job = find_job(tx, id);
  if (!job) return problem(ProblemCode::not_found);
  return std::move(*job);
}

Done cancel_job(store::Transaction& tx, JobId id, Instant now) {
  if (request_cancel(tx, id, now)) return done();
  if (find_job(tx, id)) return problem(ProblemCode::job_finished);
  return problem(ProblemCode::not_found);
}

}  // namespace weige::jobs
