// SQL of table job. Everything runs in the caller's transaction.
#pragma once

#include <functional>
#include <vector>

#include "jobs/job.h"
#include "store/database.h"

namespace weige::jobs {

// A running job belongs to one instance until the lease ends; whoever lost it changes nothing any more.
struct Lease {
  JobId job;
  std::string instance;  // unique per start of a runner
};

JobId insert_job(store::Transaction& tx, const NewJob& job, Instant now, Instant expires_at);
std::optional<Job> find_job(store::Transaction& tx, JobId id);
std::vector<Job> jobs_of_account(store::Transaction& tx, std::int64_t account_id, int limit);  // newest first
// Unfinished jobs, and finished ones that were made after `since`: what may have moved.
std::vector<Job> jobs_in_motion(store::Transaction& tx, Instant since);
// The file that the job made, part by part. False when there is none.
bool read_file(store::Transaction& tx, JobId id, const std::function<void(std::string_view part)>& sink);

// The oldest job that waits, or whose lease has ended, and whose kind is accepted.
std::optional<JobId> next_job(store::Transaction& tx, Instant now,
                              const std::function<bool(std::string_view kind)>& accepts);
// Returns how often it has been started without any progress since, this time included.
int start_job(store::Transaction& tx, const Lease& lease, Instant now, Instant lease_until);

// These return false when the lease is no longer this instance's: nothing was changed.
bool save_position(store::Transaction& tx, const Lease& lease, std::string_view position,
                   const Progress& progress);
bool renew_lease(store::Transaction& tx, const Lease& lease, Instant lease_until);
// Progress to look at, without a position to go on from: being started again and again still counts as
// fruitless.
bool show_progress(store::Transaction& tx, const Lease& lease, const Progress& progress);
bool save_result(store::Transaction& tx, const Lease& lease, std::string_view result);
// Puts bytes behind the parts that are there; of at most about a megabyte, so that a step stays short.
bool append_file(store::Transaction& tx, const Lease& lease, std::string_view bytes);
bool drop_file(store::Transaction& tx, const Lease& lease);
bool finish_job(store::Transaction& tx, const Lease& lease, JobState state,
                const std::optional<Problem>& failure, Instant now);
bool put_back(store::Transaction& tx, const Lease& lease);  // waits again; keeps its position

bool cancel_requested(store::Transaction& tx, JobId id);
// Cancels a job that has not begun at once. One that has, even if it waits to be taken up again, is asked to
// stop, so that its handler can take back what must not be left half done. False when it has finished.
bool request_cancel(store::Transaction& tx, JobId id, Instant now);
// The ids of finished jobs whose time has come, at most `limit`; and removing one with its file.
std::vector<JobId> expired_jobs(store::Transaction& tx, Instant now, int limit);
void remove_job(store::Transaction& tx, JobId id);
std::int64_t count_expired_jobs(store::Transaction& tx, Instant now);

// Finished jobs with a file that were made until then, with their files; and those that make one still are
// asked to stop. For files that tell of somebody who is erased.
std::int64_t remove_jobs_with_files(store::Transaction& tx, Instant made_until,
                                    const std::vector<std::string>& kinds);
// Of jobs that failed or were cancelled: nobody can fetch those.
void drop_lost_files(store::Transaction& tx);

}  // namespace weige::jobs
