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

std::int64_t remove_expired(store::Database& database, Instant now) {
  constexpr int kAtOnce = 100;
  std::int64_t removed = 0;
  for (;;) {
    const auto ids = database.read([&](store::Transaction& tx) { return expired_jobs(tx, now, kAtOnce); });
    if (ids.empty()) return removed;
    for (const auto id : ids) {
      const auto gone = database.write([&](store::Transaction& tx) -> Done {
        remove_job(tx, id);
        return done();
      });
      if (gone) ++removed;
    }
  }
}

}  // namespace weige::jobs
