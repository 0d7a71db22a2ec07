#include "town/own_job_actions.h"

#include "jobs/job_actions.h"
#include "jobs/job_store.h"

namespace weige::town {

using access::Actor;
using jobs::Job;
using jobs::JobId;
using store::Transaction;

std::vector<Job> own_jobs(Transaction& tx, const Actor& actor) {
  constexpr int kShown = 100;
  return jobs::jobs_of_account(tx, actor.account().value, kShown);
}

Result<Job> own_job(Transaction& tx, const Actor& actor, JobId id) {
  WEIGE_TRY(auto job, jobs::get_job(tx, id));
  if (job.owner.account_id != actor.account().value) return problem(ProblemCode::not_found);
  return job;
}

Result<Job> cancel_own_job(Transaction& tx, Instant now, const Actor& actor, JobId id) {
  WEIGE_CHECK(own_job(tx, actor, id));
  WEIGE_CHECK(jobs::cancel_job(tx, id, now));
  access::audit_change(tx, now, actor, kJobCancelled, access::Change::of(kJob, id));
  return jobs::get_job(tx, id);
}

Result<Job> read_own_file(Transaction& tx, const Actor& actor, JobId id, const FileReading& reading) {
  WEIGE_TRY(auto job, own_job(tx, actor, id));
  if (actor.undertaking_due()) return problem(ProblemCode::undertaking_required);
  const access::PostId post{job.owner.post_id};
  if (!Actor::resume(tx, reading.now, actor.account(), post, {})) return problem(ProblemCode::not_found);
  // In another post less may have been asked of whoever acts: no second factor, no undertaking.
  if (actor.post() != post) return problem(ProblemCode::forbidden);
  // A file made earlier takes as much out of the house as asking for it did.
  WEIGE_CHECK(access::check_fresh(actor.proof()));
  if (job.state != jobs::JobState::done || !jobs::read_file(tx, id, reading.sink))
    return problem(ProblemCode::not_found);
  reading.readings.add(reading.now, actor, kJobFileRead, kJob, {id.value}, "kind=" + job.kind);
  return job;
}

}  // namespace weige::town
